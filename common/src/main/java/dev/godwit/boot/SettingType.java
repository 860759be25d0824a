package dev.godwit.boot;

import java.util.function.Function;

/**
 * How the text of a setting becomes a value.
 *
 * @param expected what a right value looks like, with unit and range, as in "a whole number, 1 to
 *     1000"
 * @param parser makes the value; throws {@link IllegalArgumentException} for text that is wrong
 * @param format the text of a value, as somebody would write it
 */
public record SettingType<T>(
    String expected, Function<String, T> parser, Function<? super T, String> format) {

  public SettingType {
    if (expected.isBlank()) {
      throw new IllegalArgumentException("expected is blank: say what a right value looks like");
    }
  }
}
