package dev.godwit.boot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of a program: all of them are right, or there is no {@code Environment}.
 *
 * <p>A {@code GODWIT_…} variable that nobody knows, but that looks like one that somebody knows, is
 * a problem too: a program must not start with other settings than meant.
 */
public final class Environment {

  private final Map<String, Setting<?>> settings;
  private final Map<String, Object> values;
  private final Map<String, String> kafka;
  private final List<String> ignored;

  private Environment(
      Map<String, Setting<?>> settings,
      Map<String, Object> values,
      Map<String, String> kafka,
      List<String> ignored) {
    this.settings = settings;
    this.values = values;
    this.kafka = kafka;
    this.ignored = ignored;
  }

  /**
   * Reads and checks the settings.
   *
   * @param variables usually {@link System#getenv()}
   * @param settings what the program understands, each name once
   * @throws SettingsException with all problems, if there are any
   */
  public static Environment of(Map<String, String> variables, List<Setting<?>> settings) {
    Variables read = new Variables(variables);
    Map<String, Setting<?>> byName = new LinkedHashMap<>();
    Map<String, Object> values = new TreeMap<>();
    for (Setting<?> setting : settings) {
      if (byName.put(setting.name(), setting) != null) {
        throw new IllegalArgumentException("setting '" + setting.name() + "' is declared twice");
      }
      Object value = value(setting, read);
      if (value != null) {
        values.put(setting.name(), value);
      }
    }
    Set<String> known = knownNames(settings);
    ServiceLinks links = new ServiceLinks(variables.keySet());
    List<String> others = read.names().stream().filter(name -> !known.contains(name)).toList();
    List<String> candidates = others.stream().filter(name -> !links.contain(name)).toList();
    List<String> unknown = withoutTypos(candidates, known, read);
    Map<String, String> kafka = KafkaVariables.read(unknown, read);
    if (!read.problems().isEmpty()) {
      throw new SettingsException(read.problems());
    }
    List<String> ignored =
        unknown.stream().filter(name -> !name.startsWith(KafkaVariables.PREFIX)).toList();
    return new Environment(byName, values, kafka, ignored);
  }

  /**
   * The value, or the default.
   *
   * @throws IllegalArgumentException if the setting was not declared, or is optional and not set
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () -> new IllegalArgumentException(setting.name() + " is optional and not set"));
  }

  /**
   * The value or the default, empty for an optional setting that is not set.
   *
   * @throws IllegalArgumentException if the setting was not declared
   */
  @SuppressWarnings("unchecked") // the value was made by this setting's own parser
  public <T> Optional<T> find(Setting<T> setting) {
    if (!Objects.equals(settings.get(setting.name()), setting)) {
      throw new IllegalArgumentException(setting.name() + " is not among the declared settings");
    }
    return Optional.ofNullable((T) values.get(setting.name()));
  }

  /**
   * What Kafka's clients are to be given: {@link CommonSettings#KAFKA_BOOTSTRAP_SERVERS} and every
   * other {@code GODWIT_KAFKA_…}.
   */
  public KafkaProperties kafka() {
    return KafkaProperties.of(get(CommonSettings.KAFKA_BOOTSTRAP_SERVERS), kafka);
  }

  /** Variables that begin with {@code GODWIT_} and that this program does not know, sorted. */
  public List<String> ignored() {
    return ignored;
  }

  /** Name and value of each setting, secrets hidden. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    for (Setting<?> setting : settings.values()) {
      Object value = values.get(setting.name());
      if (value != null) {
        shown.put(setting.name(), setting.secret() ? Secrets.HIDDEN : value.toString());
      }
    }
    return shown.toString();
  }

  private static <T> @Nullable T value(Setting<T> setting, Variables read) {
    int before = read.problems().size();
    Optional<String> text =
        setting.secret()
            ? read.textOrFile(setting.name(), setting.fileName())
            : Optional.ofNullable(read.text(setting.name())).map(String::strip);
    String expected = setting.type().expected();
    if (text.isEmpty()) {
      if (setting.required() && read.problems().size() == before) {
        read.refuse(new SettingProblem(setting.name(), null, "is not set; expected " + expected));
      }
      return setting.fallback();
    }
    try {
      return setting.type().parser().apply(text.get());
    } catch (RefusedValueException e) {
      expected += " (" + e.getMessage() + ")";
    } catch (IllegalArgumentException e) {
      // Its message may hold the value, which may be a secret.
    }
    read.refuse(
        SettingProblem.of(setting.name(), setting.secret(), text.get(), "expected " + expected));
    return null;
  }

  private static Set<String> knownNames(List<Setting<?>> settings) {
    Set<String> names = new HashSet<>();
    for (Setting<?> setting : settings) {
      names.add(setting.name());
      if (setting.secret()) {
        names.add(setting.fileName());
      }
    }
    return names;
  }

  private static List<String> withoutTypos(List<String> names, Set<String> known, Variables read) {
    List<String> rest = new ArrayList<>();
    for (String name : names) {
      Optional<String> meant = ClosestName.of(name, known);
      meant.ifPresentOrElse(
          other ->
              read.refuse(
                  new SettingProblem(name, null, "is unknown; did you mean " + other + "?")),
          () -> rest.add(name));
    }
    return rest;
  }
}
