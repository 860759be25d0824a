package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One dashboard of {@code grafana/dashboards}.
 *
 * @param file where it stands
 * @param json what it holds
 */
record Dashboard(Path file, JsonNode json) {

  private static final Path FOLDER =
      DeployFiles.DEPLOY.resolveSibling("grafana").resolve("dashboards");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]\\w*)");
  private static final Pattern ALERT = Pattern.compile("\\bGodwit[A-Z]\\w+");
  private static final Pattern HANDED_OVER =
      Pattern.compile("\\$\\{(\\w+):queryparam}|[?&]var-(\\w+)=");

  static Stream<Dashboard> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      // JSON is YAML, but for tabs.
      return files
          .sorted()
          .map(file -> new Dashboard(file, Trees.read(file).get(0)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of panels, also of folded rows, and of annotations. */
  static Stream<Expression> expressions() {
    return all()
        .flatMap(
            dashboard -> {
              List<JsonNode> asking = new ArrayList<>(dashboard.panels());
              dashboard.json.at("/annotations/list").forEach(asking::add);
              return asking.stream().flatMap(part -> ofPart(dashboard.uid(), part));
            });
  }

  String uid() {
    return json.path("uid").asText();
  }

  List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : json.path("panels")) {
      panels.add(panel);
      panel.path("panels").forEach(panels::add);
    }
    return panels;
  }

  /** Of the dashboard, of its panels, and of their columns. */
  List<String> links() {
    List<String> urls = new ArrayList<>();
    for (JsonNode links : json.findValues("links")) {
      links.forEach(link -> urls.add(link.path("url").asText()));
    }
    for (JsonNode property : json.findValues("properties")) {
      for (JsonNode of : property) {
        if (of.path("id").asText().equals("links")) {
          of.path("value").forEach(link -> urls.add(link.path("url").asText()));
        }
      }
    }
    return urls;
  }

  /** The variables that a link sets where it leads. */
  static Set<String> handedOver(String url) {
    return HANDED_OVER
        .matcher(url)
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .collect(Collectors.toSet());
  }

  List<String> variables() {
    return json.at("/templating/list").findValuesAsText("name");
  }

  JsonNode variable(String name) {
    for (JsonNode variable : json.at("/templating/list")) {
      if (variable.path("name").asText().equals(name)) {
        return variable;
      }
    }
    throw new AssertionError(uid() + " has no variable " + name);
  }

  /** But for those that Grafana sets itself, which begin with two underscores. */
  Set<String> usedVariables() {
    return VARIABLE
        .matcher(json.toString())
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  Stream<String> alerts() {
    return ALERT.matcher(json.toString()).results().map(MatchResult::group).distinct();
  }

  @Override
  public String toString() {
    return uid();
  }

  private static Stream<Expression> ofPart(String uid, JsonNode part) {
    String where = uid + ": " + part.path("title").asText(part.path("name").asText());
    List<JsonNode> asking = new ArrayList<>();
    part.path("targets").forEach(asking::add);
    if (part.has("expr")) {
      asking.add(part);
    }
    return asking.stream().map(of -> new Expression(where, of.path("expr").asText()));
  }

  /**
   * What Prometheus is asked.
   *
   * @param where dashboard and panel
   * @param text in PromQL, with variables
   */
  record Expression(String where, String text) {

    @Override
    public String toString() {
      return where + ": " + text;
    }
  }
}
