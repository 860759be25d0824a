package dev.godwit.migration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A value that a migration takes from the command that starts it.
 *
 * @param name what it is called: 1 to 100 of {@code A-Z a-z 0-9 _}, not beginning with a digit
 * @param type what it may hold
 * @param defaultValue what it holds when the command says nothing; null for nothing
 * @param required whether the command must say it
 * @param secret whether it is given by reference only, and never shown
 */
public record Parameter(
    String name,
    Type type,
    @JsonProperty("default") @Nullable Object defaultValue,
    boolean required,
    boolean secret) {

  /** What a parameter may hold. */
  public enum Type {
    STRING("string"),
    /** A whole number of 64 bits. */
    INTEGER("integer"),
    /** Any number. */
    NUMBER("number"),
    BOOLEAN("boolean"),
    /** A moment in ISO 8601, as in {@code 2026-11-24T12:00:00Z}. */
    INSTANT("instant");

    private final String wireName;

    Type(String wireName) {
      this.wireName = wireName;
    }

    /** The word on the wire and in front of people. */
    @JsonValue
    public String wireName() {
      return wireName;
    }
  }

  public Parameter {
    if (name == null || !name.matches("[A-Za-z_][A-Za-z0-9_]{0,99}")) {
      throw new IllegalArgumentException(
          "parameter name '"
              + name
              + "': expected 1 to 100 of A-Z a-z 0-9 _, not beginning with a digit");
    }
    if (required && defaultValue != null) {
      throw new IllegalArgumentException(
          "parameter '" + name + "' is required, so its default would never be used");
    }
    if (secret && (type != Type.STRING || defaultValue != null)) {
      throw new IllegalArgumentException(
          "parameter '" + name + "' is secret, so it is a string without a default");
    }
    if (defaultValue != null) {
      defaultValue = ParameterValues.check(name, type, defaultValue);
    }
  }

  /** An optional parameter without a default. */
  public static Parameter of(String name, Type type) {
    return new Parameter(name, type, null, false, false);
  }

  /** A text. */
  public static Parameter string(String name) {
    return of(name, Type.STRING);
  }

  /** A whole number. */
  public static Parameter integer(String name) {
    return of(name, Type.INTEGER);
  }

  /** Any number. */
  public static Parameter number(String name) {
    return of(name, Type.NUMBER);
  }

  /** True or false. */
  public static Parameter bool(String name) {
    return of(name, Type.BOOLEAN);
  }

  /** A moment. */
  public static Parameter instant(String name) {
    return of(name, Type.INSTANT);
  }

  /** The same with a default. */
  public Parameter withDefault(Object value) {
    return new Parameter(name, type, value, required, secret);
  }

  /** The same, but the command must say it. */
  public Parameter asRequired() {
    return new Parameter(name, type, defaultValue, true, secret);
  }

  /**
   * The same, but given as {@code {"secret":"env:NAME"}} or {@code {"secret":"file:NAME"}} only.
   */
  public Parameter asSecret() {
    return new Parameter(name, type, defaultValue, required, true);
  }
}
