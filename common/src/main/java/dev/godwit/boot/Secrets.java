package dev.godwit.boot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Knows by its name whether a client property must not be shown. */
final class Secrets {

  static final String HIDDEN = "(hidden)";

  private static final List<String> SMELLS =
      List.of("password", "secret", "jaas", "key", "token", "credential", "assertion", "auth.user");

  /** A shorter one would blot out half of every message. */
  private static final int LEAST_LENGTH = 4;

  private static final Pattern CLIENT =
      Pattern.compile("^(main\\.|restore\\.|global\\.)?(consumer|producer|admin)\\.");

  private static final Pattern PASSWORD =
      Pattern.compile("(?i)(?:password|secret|token)[a-z]*\\s*=\\s*[\"']?([^\"';\\s]+)");

  private Secrets() {}

  static boolean isSecret(String property) {
    String name = property.toLowerCase(Locale.ROOT);
    // Of their own properties the clients know it better: a keystore's location is none.
    return ClientProperty.isPassword(CLIENT.matcher(name).replaceFirst(""))
        .orElseGet(() -> SMELLS.stream().anyMatch(name::contains));
  }

  /** The text with none of the values of secret properties in it, nor their quoted parts. */
  static String without(String text, Map<String, String> properties) {
    String hidden = text;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (isSecret(property.getKey()) && property.getValue().strip().length() >= LEAST_LENGTH) {
        hidden = hidden.replace(property.getValue(), HIDDEN);
        for (String part : quotedParts(property.getValue())) {
          hidden = hidden.replace(part, HIDDEN);
        }
      }
    }
    return hidden;
  }

  /** The password within a JAAS configuration, say; a user's name may be shown. */
  private static List<String> quotedParts(String value) {
    return PASSWORD
        .matcher(value)
        .results()
        .map(match -> match.group(1))
        .filter(part -> part.length() >= LEAST_LENGTH)
        .toList();
  }

  static String shown(String property, Object value) {
    return isSecret(property) ? HIDDEN : String.valueOf(value);
  }
}
