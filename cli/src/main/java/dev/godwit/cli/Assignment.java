package dev.godwit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code name=value} as it was typed; what the value means, the parameter's declaration decides.
 *
 * @param name the parameter
 * @param text the value
 */
record Assignment(String name, String text) {

  private static final Pattern REFERENCE = Pattern.compile("(env|file):.+");
  private static final String SECRET = "secret";

  /**
   * The value as it goes into the command.
   *
   * @param declared what the migration declares; null when that is not known
   * @throws IllegalArgumentException for a secret that is not given by reference; it is not shown
   */
  Object value(@Nullable Parameter declared) {
    if (declared == null) {
      return guessed();
    } else if (declared.secret()) {
      return reference();
    }
    return switch (declared.type()) {
      case STRING, INSTANT -> text;
      case INTEGER, NUMBER, BOOLEAN -> guessed();
    };
  }

  /** A number, true, false or a reference to a secret when it looks like one, else text. */
  private Object guessed() {
    JsonNode json = json();
    return json != null && (json.isNumber() || json.isBoolean() || isReference(json))
        ? Json.toPlain(json)
        : text;
  }

  private Object reference() {
    JsonNode json = json();
    if (json != null && isReference(json)) {
      return Json.toPlain(json);
    } else if (REFERENCE.matcher(text).matches()) {
      return Map.of(SECRET, text);
    }
    throw new IllegalArgumentException(
        "--param %s: a secret is given by reference only, which the worker resolves: %s=env:NAME or %s=file:NAME"
            .formatted(name, name, name));
  }

  private @Nullable JsonNode json() {
    try {
      return Json.tree(text);
    } catch (MalformedMessageException e) {
      return null;
    }
  }

  private static boolean isReference(JsonNode json) {
    return json.isObject() && json.size() == 1 && json.path(SECRET).isTextual();
  }

  /** Reads {@code name=value}. */
  static final class Converter implements ITypeConverter<Assignment> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public Assignment convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 0 || !NAME.matcher(text.substring(0, equals)).matches()) {
        // Not shown, because it may be a secret.
        throw new TypeConversionException("expected name=value, such as plan=pro");
      }
      return new Assignment(text.substring(0, equals), text.substring(equals + 1));
    }
  }
}
