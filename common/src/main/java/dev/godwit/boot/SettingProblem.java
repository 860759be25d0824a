package dev.godwit.boot;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one variable.
 *
 * @param name the variable
 * @param value what it is set to, null when it is not set or must not be shown
 * @param expected what would be right
 */
public record SettingProblem(String name, @Nullable String value, String expected) {

  private static final int SHOWN = 100;

  static SettingProblem of(String name, boolean secret, String value, String expected) {
    return new SettingProblem(name, secret ? null : value, expected);
  }

  @Override
  public String toString() {
    return value == null
        ? name + ": " + expected
        : "%s = '%s': %s".formatted(name, shown(value), expected);
  }

  private static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
