package dev.godwit.boot;

import java.util.List;
import java.util.Locale;

/** Knows by its name whether a client property must not be shown. */
final class Secrets {

  static final String HIDDEN = "(hidden)";

  private static final List<String> SMELLS =
      List.of("password", "secret", "jaas", "key", "token", "credential", "assertion");

  private Secrets() {}

  static boolean isSecret(String property) {
    String name = property.toLowerCase(Locale.ROOT);
    return SMELLS.stream().anyMatch(name::contains);
  }

  static String shown(String property, Object value) {
    return isSecret(property) ? HIDDEN : String.valueOf(value);
  }
}
