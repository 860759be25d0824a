package dev.godwit.worker.batch;

import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.Parameter;
import dev.godwit.migration.ParameterValues;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of a migration's parameters, secrets resolved. */
final class Parameters {

  private final Map<String, Parameter> declared = new HashMap<>();
  private final Map<String, Object> values = new HashMap<>();

  private Parameters() {}

  /**
   * The values for one batch.
   *
   * @param given as they stand in the task
   * @throws IllegalArgumentException when one does not fit, or a secret cannot be had; the message
   *     never holds a secret
   */
  static Parameters of(MigrationSpec spec, Map<String, Object> given, ParameterSecrets secrets) {
    Parameters parameters = new Parameters();
    Map<String, Object> complete = ParameterValues.complete(spec.parameters(), given);
    for (Parameter parameter : spec.parameters()) {
      parameters.declared.put(parameter.name(), parameter);
      Object value = complete.get(parameter.name());
      if (value != null) {
        parameters.values.put(parameter.name(), typed(parameter, value, secrets));
      }
    }
    return parameters;
  }

  private static Object typed(Parameter parameter, Object value, ParameterSecrets secrets) {
    if (parameter.secret() && value instanceof Map<?, ?> reference) {
      return secrets.resolve(String.valueOf(reference.get("secret")));
    }
    return parameter.type() == Parameter.Type.INSTANT ? Instant.parse(value.toString()) : value;
  }

  /** A value; see {@link dev.godwit.migration.MigrationContext#parameter}. */
  <T> Optional<T> get(String name, Class<T> type) {
    Parameter parameter = declared.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("the migration declares no parameter '" + name + "'");
    }
    Class<?> fitting = javaType(parameter.type());
    if (!type.isAssignableFrom(fitting)) {
      throw new IllegalArgumentException(
          "parameter '%s' has the type %s: ask for it as %s, not as %s"
              .formatted(
                  name,
                  parameter.type().wireName(),
                  fitting.getSimpleName(),
                  type.getSimpleName()));
    }
    @Nullable Object value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(type.cast(value));
  }

  private static Class<?> javaType(Parameter.Type type) {
    return switch (type) {
      case STRING -> String.class;
      case INTEGER -> Long.class;
      case NUMBER -> Number.class;
      case BOOLEAN -> Boolean.class;
      case INSTANT -> Instant.class;
    };
  }
}
