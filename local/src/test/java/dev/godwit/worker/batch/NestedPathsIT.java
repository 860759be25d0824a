package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Change;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is computed in memory is what the server makes of it: each document of each shape, each
 * change, by code, by a declared update, and in a dry run.
 */
class NestedPathsIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  private static final List<String> SHAPES =
      List.of(
          "{}",
          "{a: 1}",
          "{a: null}",
          "{a: 'text'}",
          "{a: {}}",
          "{a: {b: 1}}",
          "{a: {b: null}}",
          "{a: {b: {c: 1, d: 2}, e: 3}}",
          "{a: {b: [1, 2, 3]}}",
          "{a: {b: [{c: 1}, {c: 2}]}}",
          "{a: []}",
          "{a: [1, 2, 3]}",
          "{a: [[1], [2]]}",
          "{a: [{b: 1}, {b: 2}]}",
          "{a: {'0': 'zero', '1': 'one'}}",
          "{b: 1, a: {z: 1}, c: 3}",
          "{z: 1}");

  private static final List<List<String>> PATHS =
      List.of(
          List.of("a"),
          List.of("a.b"),
          List.of("a.b.c"),
          List.of("a.0"),
          List.of("a.1.b"),
          List.of("a.5"),
          List.of("a.b.1"),
          List.of("z", "y", "x"),
          List.of("a.z", "a.y", "b"),
          List.of("n.10", "n.9", "n.x", "n.1"),
          List.of("a.b.c.d.e", "new.deep.er"),
          List.of("a.2", "a.10", "a.1"));

  /** A shape, and either values by path, or paths to remove. */
  record Case(String shape, Map<String, Object> set, List<String> unset) {

    Change.Edit change() {
      return Change.set(set).andUnset(unset.toArray(String[]::new));
    }

    /**
     * The embedded server orders nested numbers as texts, makes fields in null, and goes into the
     * elements of arrays by name.
     */
    boolean differsOnTheEmbeddedServer() {
      Object a = Document.parse(shape).get("a");
      boolean aHasNames = a == null || a instanceof Document;
      return set.containsKey("n.10")
          || (set.containsKey("a.10") && aHasNames)
          || set.keySet().stream().anyMatch(path -> leadsInto(path, true))
          || unset.stream().anyMatch(path -> leadsInto(path, false));
    }

    private boolean leadsInto(String path, boolean nullToo) {
      Object value = Document.parse(shape);
      for (String part : List.of(path.split("\\."))) {
        if (value instanceof Document document && document.containsKey(part)) {
          value = document.get(part);
        } else if (value instanceof List<?> list && part.matches("[0-9]+")) {
          int index = Integer.parseInt(part);
          value = index < list.size() ? list.get(index) : "";
        } else {
          return (nullToo && value == null) || value instanceof List;
        }
      }
      return false;
    }

    String operators() {
      Document update = new Document();
      if (!set.isEmpty()) {
        update.append("$set", new Document(set));
      }
      if (!unset.isEmpty()) {
        Document paths = new Document();
        unset.forEach(path -> paths.append(path, ""));
        update.append("$unset", paths);
      }
      return update.toJson();
    }
  }

  static Stream<Case> cases() {
    return SHAPES.stream()
        .flatMap(
            shape ->
                PATHS.stream()
                    .flatMap(
                        paths ->
                            Stream.of(
                                new Case(shape, values(paths), List.of()),
                                new Case(shape, Map.of("other", true), paths))))
        .filter(each -> !(worker.mongo().isEmbedded() && each.differsOnTheEmbeddedServer()));
  }

  private static Map<String, Object> values(List<String> paths) {
    Map<String, Object> values = new TreeMap<>(Comparator.reverseOrder());
    for (String path : paths) {
      values.put(path, path.length() % 2 == 0 ? new Document("v", 1) : "v");
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void codeDoesWhatTheServerDoes(Case tried) {
    // given
    Document document = Document.parse(tried.shape()).append("last", 1);
    worker.insert("code", withId(document));
    worker.insert("declared", withId(document));
    PageLoop code = worker.loop(Migrations.code("code", (each, context) -> tried.change()));
    PageLoop declared =
        worker.loop(Migrations.declared(Migrations.on("declared"), tried.operators()));
    DryRunReport ofCode = code.dryRun().dryRun();
    DryRunReport ofDeclared = declared.dryRun().dryRun();

    // when
    code.run();
    declared.run();

    // then
    Counts counts = code.counts();
    assertThat(counts).isEqualTo(declared.counts());
    Document after = worker.all("code").get(0);
    assertThat(after.toJson()).isEqualTo(worker.all("declared").get(0).toJson());
    boolean failed = code.page(0).error() != null;
    assertThat(failed).isEqualTo(declared.page(0).error() != null);
    for (DryRunReport report : List.of(ofCode, ofDeclared)) {
      assertThat(report.counts().failed()).isEqualTo(failed ? 1 : 0);
      assertThat(report.counts().updated()).isEqualTo(counts.updated());
      if (counts.updated() == 1) {
        assertThat(report.changes().get(0).after()).isEqualTo(Json.tree(after.toJson()));
        assertThat(report.changes().get(0).after().toString().replace(" ", ""))
            .isEqualTo(after.toJson().replace(" ", ""));
      }
    }
  }

  private static Document withId(Document document) {
    Document whole = new Document("_id", 1);
    whole.putAll(document);
    return whole;
  }
}
