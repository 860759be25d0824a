package dev.godwit.coordinator.people;

import dev.godwit.boot.RefusedValueException;
import dev.godwit.boot.Setting;
import dev.godwit.boot.SettingType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Who may act on the status page: names with the SHA-256 of their tokens, never shown. */
public final class Tokens {

  private static final Pattern SEPARATORS = Pattern.compile("[,\\r\\n]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");
  // What a header can carry, without the comma.
  private static final Pattern TOKEN = Pattern.compile("[!-~&&[^,]]{16,1000}");

  /** Without any, only somebody at the coordinator's own machine may act. */
  public static final Tokens NONE = new Tokens(new TreeMap<>());

  public static final Setting<Tokens> SETTING =
      Setting.optional(
              "GODWIT_HTTP_TOKENS",
              new SettingType<>(
                  "NAME=TOKEN for each person, with commas or line ends between them; a name is 1"
                      + " to 100 of A-Z a-z 0-9 . _ @ -, a token at least 16 characters without"
                      + " blanks and commas",
                  Tokens::parse,
                  Tokens::toString),
              "who may act on the status page, by which token; the same on all coordinators."
                  + " Without it acting needs a loopback address")
          .asSecret();

  private final TreeMap<String, byte[]> keys;

  private Tokens(TreeMap<String, byte[]> keys) {
    this.keys = keys;
  }

  /**
   * Reads names and tokens.
   *
   * @throws RefusedValueException saying which entry is wrong, without its text
   */
  public static Tokens parse(String text) {
    TreeMap<String, byte[]> keys = new TreeMap<>();
    int number = 0;
    for (String entry : SEPARATORS.split(text, -1)) {
      if (!entry.isBlank()) {
        number++;
        add(keys, entry.strip(), number);
      }
    }
    if (keys.isEmpty()) {
      throw new RefusedValueException("there is no entry in it");
    }
    return new Tokens(keys);
  }

  private static void add(TreeMap<String, byte[]> keys, String entry, int number) {
    int equals = entry.indexOf('=');
    String name = entry.substring(0, Math.max(equals, 0));
    String token = entry.substring(equals + 1);
    if (!NAME.matcher(name).matches()) {
      throw new RefusedValueException("entry %d does not begin with NAME=".formatted(number));
    }
    if (!TOKEN.matcher(token).matches()) {
      throw new RefusedValueException(
          "the token of entry %d is too short, or has a character that it must not have"
              .formatted(number));
    }
    byte[] key = key(token);
    if (keys.values().stream().anyMatch(other -> MessageDigest.isEqual(other, key))) {
      throw new RefusedValueException(
          "entry %d has the token of another one; each name needs its own".formatted(number));
    }
    if (keys.put(name, key) != null) {
      throw new RefusedValueException("entry %d has the name of another one".formatted(number));
    }
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whose token it is; every wrong one takes the same time. */
  public Optional<String> nameOf(String token) {
    byte[] key = key(token);
    Optional<String> found = Optional.empty();
    for (var entry : keys.entrySet()) {
      if (MessageDigest.isEqual(entry.getValue(), key)) {
        found = Optional.of(entry.getKey());
      }
    }
    return found;
  }

  /** What proofs of this person are made with. */
  Optional<byte[]> keyOf(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  /** The names alone. */
  @Override
  public String toString() {
    return keys.keySet().toString();
  }

  private static byte[] key(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
