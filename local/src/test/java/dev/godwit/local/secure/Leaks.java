package dev.godwit.local.secure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for secrets in everything that anybody may see. */
final class Leaks {

  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Map<String, String> seen = new LinkedHashMap<>();

  /** A value that must not be seen anywhere; returned as it is. */
  String secret(String what, String value) {
    secrets.put(what, value);
    return value;
  }

  /** Something that somebody may see. */
  void see(String where, String text) {
    seen.merge(where, text, String::concat);
  }

  /** How much was looked at, by where. */
  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    seen.forEach((where, text) -> sizes.put(where, text.length()));
    return sizes;
  }

  /** What was seen there. */
  String seen(String where) {
    return seen.getOrDefault(where, "");
  }

  static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Which secret is seen where, with what stands around it. */
  List<String> found() {
    List<String> found = new ArrayList<>();
    secrets.forEach(
        (what, secret) -> {
          for (String form : forms(secret)) {
            seen.forEach(
                (where, text) -> {
                  int at = text.indexOf(form);
                  if (at >= 0) {
                    int from = Math.max(0, at - 150);
                    int to = Math.min(text.length(), at + form.length() + 50);
                    found.add("%s in %s: %s".formatted(what, where, text.substring(from, to)));
                  }
                });
          }
        });
    return found;
  }

  /** As it is, as JSON and URLs have it, and in Base64 behind whatever stands before it. */
  static Set<String> forms(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    forms.add(url);
    forms.add(url(secret));
    for (String before : List.of("", "x", "xx")) {
      byte[] bytes = (before + secret).getBytes(StandardCharsets.UTF_8);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      // The characters at both ends depend on what stands beside the secret.
      String middle =
          base64.substring(before.isEmpty() ? 0 : before.length() + 1, base64.length() - 1);
      forms.add(middle);
      forms.add(middle.replace('+', '-').replace('/', '_'));
    }
    return forms;
  }
}
