package dev.godwit.coordinator.people;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * That a command was sent by whom its {@code by} says: the header {@code godwit-proof} of its
 * record, {@code v1:TIME:MAC}. TIME is in milliseconds, MAC the HMAC-SHA256 of {@code v1:TIME:} and
 * the record's value, in hexadecimal digits; its key is the SHA-256 of the person's token.
 *
 * @param at when it was made
 * @param mac different for every command, because commands of the page have ids of their own
 */
public record Proof(Instant at, String mac) {

  /** The name of the header. */
  public static final String HEADER = "godwit-proof";

  /** So long it holds, so that it cannot be kept and used later. */
  public static final Duration HOLDS = Duration.ofMinutes(5);

  private static final Pattern FORM = Pattern.compile("v1:(\\d{1,15}):([0-9a-f]{64})");
  private static final String FAILS = "the proof of who sent it does not hold: ";

  /**
   * Proves it.
   *
   * @throws IllegalArgumentException when that person has no token
   */
  public static Proof of(Tokens tokens, String by, byte[] value, Instant now) {
    byte[] key =
        tokens
            .keyOf(by)
            .orElseThrow(() -> new IllegalArgumentException("'" + by + "' has no token"));
    return new Proof(Instant.ofEpochMilli(now.toEpochMilli()), mac(key, now, value));
  }

  /**
   * The proof in a header.
   *
   * @param by whom the value says it is from
   * @throws UnprovenException when it does not prove that, or not any more
   */
  public static Proof verified(
      Tokens tokens, byte @Nullable [] header, @Nullable String by, byte[] value, Instant now) {
    Proof proof = read(header);
    byte[] key = by == null ? null : tokens.keyOf(by).orElse(null);
    if (key == null) {
      throw new UnprovenException(
          FAILS
              + (tokens.isEmpty()
                  ? "this coordinator has no " + Tokens.SETTING.name()
                  : "no token is known of who it says it is from"));
    }
    if (!isSame(mac(key, proof.at(), value), proof.mac())) {
      throw new UnprovenException(FAILS + "it was made with another token, or for another command");
    }
    if (Duration.between(proof.at(), now).abs().compareTo(HOLDS) > 0) {
      throw new UnprovenException(
          FAILS
              + "it is of %s, which is more than %d minutes from %s; send the command again"
                  .formatted(proof.at(), HOLDS.toMinutes(), now));
    }
    return proof;
  }

  /** Whether it does not hold any more, whatever it is for. */
  public boolean isOver(Instant now) {
    return at.plus(HOLDS).isBefore(now);
  }

  /** The value of the header. */
  public byte[] header() {
    return (prefix(at) + mac).getBytes(StandardCharsets.US_ASCII);
  }

  private static Proof read(byte @Nullable [] header) {
    String text = header == null ? "" : new String(header, StandardCharsets.ISO_8859_1);
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new UnprovenException(FAILS + "the header '" + HEADER + "' is none that can be read");
    }
    return new Proof(Instant.ofEpochMilli(Long.parseLong(match.group(1))), match.group(2));
  }

  private static String prefix(Instant at) {
    return "v1:" + at.toEpochMilli() + ":";
  }

  private static String mac(byte[] key, Instant at, byte[] value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(prefix(at).getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(value));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
