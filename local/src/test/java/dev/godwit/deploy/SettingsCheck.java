package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.Setting;
import dev.godwit.boot.SettingsException;
import dev.godwit.coordinator.CoordinatorSettings;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.worker.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Starts each program in thought with the variables of its container. */
final class SettingsCheck {

  private static final String FILE = "_FILE";
  private static final String KAFKA = "GODWIT_KAFKA_";

  /** Read by logback.xml and not by a program. */
  private static final String LOG_LEVEL = "GODWIT_LOG_LEVEL";

  private static final Map<String, List<Setting<?>>> PROGRAMS =
      Map.of(
          "coordinator", CoordinatorSettings.ALL,
          "worker", WorkerSettings.ALL,
          "up",
              List.of(
                  CommonSettings.KAFKA_BOOTSTRAP_SERVERS,
                  CommonSettings.TOPIC_PREFIX,
                  WorkerSettings.MIGRATIONS_DIR));

  private SettingsCheck() {}

  static List<String> problems(List<Manifest> installation) {
    List<String> problems = new ArrayList<>();
    for (Manifest manifest : installation) {
      if (manifest.hasPods()) {
        manifest
            .containers()
            .forEach(container -> check(manifest, container, installation, problems));
      }
    }
    return problems;
  }

  /** What a container's variables come to; those that come from a field hold a name. */
  static Map<String, String> variables(JsonNode container, List<Manifest> installation) {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode from : container.path("envFrom")) {
      String map = from.at("/configMapRef/name").asText();
      installation.stream()
          .filter(manifest -> manifest.kind().equals("ConfigMap") && manifest.name().equals(map))
          .forEach(manifest -> variables.putAll(Trees.strings(manifest.json().path("data"))));
    }
    variables.putAll(ownVariables(container));
    return variables;
  }

  private static Map<String, String> ownVariables(JsonNode container) {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode variable : container.path("env")) {
      boolean isField =
          variable.at("/valueFrom/fieldRef/fieldPath").asText().equals("metadata.name");
      variables.put(
          variable.path("name").asText(), isField ? "pod-0" : variable.path("value").asText());
    }
    return variables;
  }

  private static void check(
      Manifest manifest, JsonNode container, List<Manifest> installation, List<String> problems) {
    List<Setting<?>> settings = PROGRAMS.get(manifest.component());
    if (settings == null) {
      problems.add(manifest.title() + ": no program is called '" + manifest.component() + "'");
      return;
    }
    Map<String, String> variables = variables(container, installation);
    Set<String> ofAnybody = new TreeSet<>(Set.of(LOG_LEVEL));
    PROGRAMS.values().forEach(all -> all.forEach(setting -> ofAnybody.addAll(names(setting))));
    Set<String> own = new TreeSet<>();
    settings.forEach(setting -> own.addAll(names(setting)));
    for (String name : variables.keySet()) {
      boolean isKnown = ofAnybody.contains(name) || isOfKafka(name);
      if (!isKnown) {
        problems.add(manifest.title() + ": no program knows " + name);
      }
    }
    for (String name : ownVariables(container).keySet()) {
      if (!own.contains(name) && !isOfKafka(name)) {
        problems.add(manifest.title() + ": " + name + " is no setting of this program");
      }
    }
    try {
      Environment.of(withoutFiles(variables), settings);
    } catch (SettingsException e) {
      problems.add(manifest.title() + ": " + e.getMessage());
    }
  }

  private static Set<String> names(Setting<?> setting) {
    return setting.secret()
        ? Set.of(setting.name(), setting.name() + FILE)
        : Set.of(setting.name());
  }

  private static boolean isOfKafka(String name) {
    if (!name.startsWith(KAFKA)) {
      return false;
    }
    Set<String> known = new TreeSet<>(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    known.addAll(AdminClientConfig.configNames());
    return known.contains(property(name)) || known.contains(property(withoutFile(name)));
  }

  /** The files are in Secrets, so something of their kind takes their place. */
  private static Map<String, String> withoutFiles(Map<String, String> variables) {
    Map<String, String> without = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.equals(WorkerSettings.MONGODB_URI.name() + FILE)) {
            without.put(withoutFile(name), "mongodb://host/database");
          } else if (name.equals(Tokens.SETTING.name() + FILE)) {
            without.put(withoutFile(name), "alice=at-least-16-characters");
          } else if (name.endsWith(FILE) && !namesAFile(name)) {
            without.put(withoutFile(name), "-----BEGIN SOMETHING-----");
          } else {
            without.put(name, value);
          }
        });
    return without;
  }

  /** A setting that is about a file, and not about what is in it. */
  private static boolean namesAFile(String name) {
    return WorkerSettings.ALL.stream().anyMatch(setting -> setting.name().equals(name));
  }

  private static String withoutFile(String name) {
    return name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : name;
  }

  private static String property(String name) {
    return name.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
