package dev.godwit.boot;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One environment variable that a program understands.
 *
 * @param name begins with {@code GODWIT_}
 * @param type what the text means, with unit and range
 * @param fallback the value when the variable is not set; null when there is none
 * @param required whether the program cannot start without it
 * @param secret whether the value must never be shown; a secret may also come from the file that
 *     {@code <name>_FILE} names
 * @param description one phrase for the table of settings
 */
public record Setting<T>(
    String name,
    SettingType<T> type,
    @Nullable T fallback,
    boolean required,
    boolean secret,
    String description) {

  /** With what every setting begins. */
  public static final String PREFIX = "GODWIT_";

  /** What is added to the name of a secret to read it from a file. */
  public static final String FILE_SUFFIX = "_FILE";

  private static final Pattern NAME = Pattern.compile("GODWIT_[A-Z0-9]+(_[A-Z0-9]+)*");

  public Setting {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("setting '" + name + "': expected GODWIT_UPPER_CASE");
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("setting '" + name + "' has no description");
    }
    if (required && fallback != null) {
      throw new IllegalArgumentException("setting '" + name + "' is required, yet has a default");
    }
  }

  /** A setting with a default. */
  public static <T> Setting<T> of(String name, SettingType<T> type, T fallback, String about) {
    return new Setting<>(name, type, fallback, false, false, about);
  }

  /** A setting without which the program does not start. */
  public static <T> Setting<T> required(String name, SettingType<T> type, String about) {
    return new Setting<>(name, type, null, true, false, about);
  }

  /** A setting that may be left out and has no default; read it with {@code find}. */
  public static <T> Setting<T> optional(String name, SettingType<T> type, String about) {
    return new Setting<>(name, type, null, false, false, about);
  }

  /** The same setting, never shown and readable from a file. */
  public Setting<T> asSecret() {
    return new Setting<>(name, type, fallback, required, true, description);
  }

  /** The variable that names a file with the value, for a secret. */
  String fileName() {
    return name + FILE_SUFFIX;
  }

  /** The default as somebody would write it; empty when there is none. */
  String formattedFallback() {
    return fallback == null ? "" : type.format().apply(fallback);
  }
}
