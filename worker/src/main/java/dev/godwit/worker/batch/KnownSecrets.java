package dev.godwit.worker.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that were resolved for parameters, remembered so that they can be taken out of what
 * people are told: the error of a migration that calls a server often quotes what it has sent.
 */
public final class KnownSecrets implements ParameterSecrets {

  /** What stands in the place of a secret. */
  static final String HIDDEN = "(hidden)";

  /** Anything shorter would blot out half of every message, and keeps no secret. */
  private static final int LEAST_LENGTH = 4;

  /** Where the rest of a text was cut off. */
  private static final String CUT = "…";

  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private final ParameterSecrets secrets;
  private final Set<String> forms = new ConcurrentSkipListSet<>(LONGEST_FIRST);

  /** Remembers what is resolved there. */
  public KnownSecrets(ParameterSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public String resolve(String reference) {
    String secret = secrets.resolve(reference);
    if (secret.length() >= LEAST_LENGTH) {
      String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      forms.add(secret);
      forms.add(url);
      forms.add(url.replace("+", "%20"));
      addBase64(secret.getBytes(StandardCharsets.UTF_8));
    }
    return secret;
  }

  @Override
  public WorkResult hidden(WorkResult result) {
    return new HidingWork(this, Redaction.NONE).hidden(result);
  }

  /** As it looks behind 0, 1 or 2 other bytes, such as a user's name, and before any others. */
  private void addBase64(byte[] secret) {
    for (int before = 0; before <= 2; before++) {
      byte[] bytes = new byte[before + secret.length];
      System.arraycopy(secret, 0, bytes, before, secret.length);
      int from = (before * 8 + 5) / 6;
      int to = bytes.length * 8 / 6;
      forms.add(Base64.getEncoder().encodeToString(bytes).substring(from, to));
      forms.add(Base64.getUrlEncoder().encodeToString(bytes).substring(from, to));
    }
  }

  /** Resolves all references among the values of a task's parameters, as far as they can be had. */
  void learn(Map<String, Object> parameters) {
    for (Object value : parameters.values()) {
      if (value instanceof Map<?, ?> map && map.get("secret") instanceof String reference) {
        try {
          resolve(reference);
        } catch (IllegalArgumentException e) {
          // What cannot be had here cannot be told either.
        }
      }
    }
  }

  /** The text without any of them, as they are, URL-encoded or in Base64. */
  String hide(String text) {
    String hidden = text;
    for (String form : forms) {
      hidden = hidden.replace(form, HIDDEN);
    }
    int cut = hidden.indexOf(CUT);
    while (cut >= 0) {
      String shorter = withoutBeginning(hidden, cut);
      cut = shorter.indexOf(CUT, cut + 1 - (hidden.length() - shorter.length()));
      hidden = shorter;
    }
    return hidden;
  }

  /** Long texts were cut before, perhaps in the middle of a secret. */
  private String withoutBeginning(String text, int end) {
    for (String form : forms) {
      for (int length = Math.min(form.length() - 1, end); length >= LEAST_LENGTH; length--) {
        if (text.startsWith(form.substring(0, length), end - length)) {
          return text.substring(0, end - length) + text.substring(end);
        }
      }
    }
    return text;
  }

  /** The same for all texts within. */
  @Nullable JsonNode hide(@Nullable JsonNode node) {
    if (node == null || forms.isEmpty()) {
      return node;
    }
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(hide(node.textValue()));
    }
    if (node instanceof ObjectNode object) {
      ObjectNode hidden = JsonNodeFactory.instance.objectNode();
      object.properties().forEach(field -> hidden.set(field.getKey(), hide(field.getValue())));
      return hidden;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode hidden = JsonNodeFactory.instance.arrayNode();
      array.forEach(each -> hidden.add(hide(each)));
      return hidden;
    }
    return node;
  }

  boolean isEmpty() {
    return forms.isEmpty();
  }
}
