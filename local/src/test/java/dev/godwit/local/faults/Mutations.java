package dev.godwit.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Messages that are almost right: valid ones, changed in one to three places, as bytes, as tokens,
 * or as trees.
 *
 * <p>{@code -Dgodwit.fuzz.seed=N} repeats what a failure printed; {@code -Dgodwit.fuzz.count=N}
 * tries more of them.
 */
public final class Mutations {

  /** How many are tried of each kind of message. */
  public static final int COUNT = Integer.getInteger("godwit.fuzz.count", 2_500);

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|-?[0-9][0-9.eE+-]*|[a-zA-Z$]+|[\\[\\]{},:]|\\n *-?");

  private static final List<String> NASTY =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e999999999",
          "-1e-999999999",
          "9223372036854775808",
          "2147483648",
          "0.1",
          "NaN",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "[null]",
          "{\"\":null}",
          ",",
          ":",
          "}",
          "]",
          "{\"$oid\":\"x\"}",
          "{\"$date\":1e400}",
          "{\"$numberDecimal\":\"1E+6144\"}",
          "{\"$numberInt\":\"3000000000\"}",
          "{\"$binary\":{\"base64\":\"?\",\"subType\":\"04\"}}",
          "{\"$undefined\":true}",
          "{\"$regularExpression\":{\"pattern\":\"(\",\"options\":\"zz\"}}",
          "{\"after\":null}",
          "{\"$minKey\":1}",
          "{\"$dbPointer\":{}}",
          "\"2026-13-45T99:00:00Z\"",
          "\"+999999999-01-01T00:00:00Z\"",
          "\"a\":1,\"a\":2",
          "\"prepare\"",
          "\"completed\"",
          "*x",
          "&x [*x]",
          "!!java.net.URL x",
          "? ",
          "---",
          "\t",
          "<<: *x",
          "\"" + "x".repeat(5_000) + "\"",
          "[".repeat(3_000),
          "{\"a\":".repeat(900) + "1" + "}".repeat(900));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;
  private final List<String> valid;

  private Mutations(long seed, List<String> valid) {
    this.random = new Random(seed);
    this.valid = List.copyOf(valid);
  }

  /** The seed of this run, which it prints. */
  public static long seed(String of) {
    long seed = Long.getLong("godwit.fuzz.seed", 20261124L);
    System.out.printf("%s: -Dgodwit.fuzz.seed=%d -Dgodwit.fuzz.count=%d%n", of, seed, COUNT);
    return seed;
  }

  /** As many as are to be tried, each made of one of the valid ones. */
  public static Stream<byte[]> of(long seed, List<String> valid) {
    Mutations mutations = new Mutations(seed, valid);
    return Stream.generate(mutations::next).limit(COUNT);
  }

  private byte[] next() {
    byte[] message = pick(valid).getBytes(StandardCharsets.UTF_8);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      message =
          switch (random.nextInt(3)) {
            case 0 -> bytes(message);
            case 1 -> tokens(new String(message, StandardCharsets.UTF_8));
            default -> tree(message);
          };
    }
    return message;
  }

  private byte[] bytes(byte[] message) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    int from = random.nextInt(message.length + 1);
    int to = Math.min(message.length, from + random.nextInt(8));
    changed.write(message, 0, from);
    switch (random.nextInt(5)) {
      case 0 -> changed.write(random.nextInt(256));
      case 1 -> changed.write(message, from, to - from);
      case 2 -> {
        return changed.toByteArray();
      }
      case 3 -> {
        byte[] noise = new byte[random.nextInt(6)];
        random.nextBytes(noise);
        changed.writeBytes(noise);
        to = from;
      }
      default -> {
        // What stands between the two places is left out.
      }
    }
    changed.write(message, to, message.length - to);
    return changed.toByteArray();
  }

  private byte[] tokens(String message) {
    List<MatchResult> tokens = TOKEN.matcher(message).results().toList();
    if (tokens.isEmpty()) {
      return message.getBytes(StandardCharsets.UTF_8);
    }
    MatchResult one = pick(tokens);
    String instead =
        switch (random.nextInt(4)) {
          case 0 -> pick(tokens).group();
          case 1 -> one.group() + one.group();
          default -> pick(NASTY);
        };
    String changed = message.substring(0, one.start()) + instead + message.substring(one.end());
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] tree(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    try {
      JsonNode root = JSON.readTree(text);
      List<JsonNode> inner = new ArrayList<>();
      collect(root, inner);
      if (inner.isEmpty()) {
        return message;
      }
      Function<String, JsonNode> nasty = Mutations::parsed;
      JsonNode other = random.nextBoolean() ? pick(inner) : nasty.apply(pick(NASTY));
      JsonNode changed = pick(inner);
      if (changed instanceof ObjectNode object && !object.isEmpty()) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        switch (random.nextInt(3)) {
          case 0 -> object.remove(pick(names));
          case 1 -> object.set(pick(names), other.deepCopy());
          default -> object.set(pick(names) + random.nextInt(3), other.deepCopy());
        }
      } else if (changed instanceof ArrayNode array) {
        array.add(other.deepCopy());
      }
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      return tokens(text);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> inner) {
    if (node != null && node.isContainerNode()) {
      inner.add(node);
      node.forEach(child -> collect(child, inner));
    }
  }

  private static JsonNode parsed(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return node == null || node.isMissingNode() ? JSON.nullNode() : node;
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(json.substring(0, Math.min(json.length(), 100)));
    }
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
