package dev.godwit.migration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the values of parameters, the same wherever they are checked. */
public final class ParameterValues {

  private static final Pattern REFERENCE = Pattern.compile("(env|file):[A-Za-z0-9._-]{1,200}");

  private ParameterValues() {}

  /**
   * Checks what a command gives against what a migration declares, and fills in the defaults; a
   * secret stays a reference.
   *
   * @throws IllegalArgumentException naming the parameter, its value and what was expected
   */
  public static Map<String, Object> complete(
      Collection<Parameter> declared, Map<String, ? extends @Nullable Object> given) {
    Map<String, Object> complete = new LinkedHashMap<>();
    for (Parameter parameter : declared) {
      Object value = given.get(parameter.name());
      if (value != null) {
        complete.put(
            parameter.name(),
            parameter.secret()
                ? reference(parameter, value)
                : check(parameter.name(), parameter.type(), value));
      } else if (parameter.defaultValue() != null) {
        complete.put(parameter.name(), parameter.defaultValue());
      } else if (parameter.required()) {
        throw new IllegalArgumentException(
            "params.%s: required, a %s".formatted(parameter.name(), parameter.type().wireName()));
      }
    }
    for (String name : given.keySet()) {
      if (declared.stream().noneMatch(parameter -> parameter.name().equals(name))) {
        throw new IllegalArgumentException(
            "params.%s: not a parameter of this migration, which takes %s"
                .formatted(
                    name,
                    declared.isEmpty()
                        ? "none"
                        : String.join(", ", declared.stream().map(Parameter::name).toList())));
      }
    }
    return complete;
  }

  static Object check(String name, Parameter.Type type, Object value) {
    Object fitting =
        switch (type) {
          case STRING -> value instanceof String ? value : null;
          case BOOLEAN -> value instanceof Boolean ? value : null;
          case NUMBER -> value instanceof Number ? value : null;
          case INTEGER -> wholeNumber(value);
          case INSTANT -> moment(value);
        };
    if (fitting == null) {
      throw new IllegalArgumentException(
          "params.%s: expected a %s, got %s".formatted(name, type.wireName(), value));
    }
    return fitting;
  }

  private static @Nullable Object wholeNumber(Object value) {
    try {
      return value instanceof Number ? new BigDecimal(value.toString()).longValueExact() : null;
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Object moment(Object value) {
    try {
      return Instant.parse(value.toString()).toString();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Object reference(Parameter parameter, Object value) {
    if (value instanceof Map<?, ?> map
        && map.size() == 1
        && map.get("secret") instanceof String reference
        && REFERENCE.matcher(reference).matches()) {
      return value;
    }
    throw new IllegalArgumentException(
        "params.%s: a secret is given by reference only: {\"secret\":\"env:NAME\"} or {\"secret\":\"file:NAME\"}"
            .formatted(parameter.name()));
  }
}
