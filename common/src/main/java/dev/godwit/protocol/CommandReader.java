package dev.godwit.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.Command.Verb;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands as people type them: strictly, because a typo must not start a migration with
 * other settings than meant.
 */
public final class CommandReader {

  /** No command that people mean is longer, in bytes. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final Set<String> ALWAYS = Set.of("command", "id", "by");
  private static final Set<String> ONE = Set.of("migration");
  private static final Set<String> OPTIONS =
      Set.of(
          "reset",
          "dryRun",
          "oneBatchOnly",
          "cursor",
          "batchSize",
          "onError",
          "maxFailures",
          "params");

  private CommandReader() {}

  /**
   * Reads one command.
   *
   * @throws MalformedMessageException naming the field, what it holds and what was expected
   */
  public static Command read(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new MalformedMessageException("expected a JSON object, got a record without a value");
    }
    if (bytes.length > MAX_BYTES) {
      throw new MalformedMessageException(
          "a command of %d bytes: expected at most %d".formatted(bytes.length, MAX_BYTES));
    }
    return read(text(bytes));
  }

  /** Reads one command from its text, like {@link #read(byte[])}. */
  public static Command read(String json) {
    JsonNode tree = Json.tree(json);
    if (!tree.isObject()) {
      throw new MalformedMessageException(
          "expected a JSON object such as {\"command\":\"start\",\"migration\":\"NAME\"}, got "
              + (tree.isMissingNode() ? "nothing" : Fields.shown(tree)));
    }
    Fields fields = new Fields(tree);
    Verb verb = verb(fields);
    refuseUnknown(fields, verb);
    return new Command(
        verb,
        fields.text("id"),
        Actor.claimed(fields.text("by")),
        migrations(fields, verb),
        options(fields),
        upOptions(fields));
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException("not UTF-8", e);
    }
  }

  private static Verb verb(Fields fields) {
    String expected = "one of " + String.join(", ", wireNames());
    String word = fields.text("command");
    if (word == null) {
      throw fields.refused("command", expected);
    }
    for (Verb verb : Verb.values()) {
      if (verb.wireName().equals(word)) {
        return verb;
      }
    }
    throw fields.refused("command", expected);
  }

  private static List<String> wireNames() {
    List<String> names = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      names.add(verb.wireName());
    }
    return names;
  }

  private static void refuseUnknown(Fields fields, Verb verb) {
    Set<String> known = new TreeSet<>(ALWAYS);
    known.addAll(
        switch (verb) {
          case START, PAUSE, RESUME, CANCEL, RETRY_FAILED, CLEAR -> ONE;
          case START_SERIES -> Set.of("migrations", "reset");
          case UP -> Set.of("migrations", "to", "resume", "allowChanged");
          case CANCEL_ALL -> Set.of();
        });
    if (verb == Verb.START) {
      known.addAll(OPTIONS);
      known.add("next");
    }
    for (String name : fields.names()) {
      if (!known.contains(name)) {
        throw new MalformedMessageException(
            "field '%s' is unknown to '%s', which takes %s%s"
                .formatted(name, verb, String.join(", ", known), hint(name, known)));
      }
    }
  }

  /** People forget the case more often than anything else. */
  private static String hint(String name, Set<String> known) {
    String plain = plain(name);
    return known.stream()
        .filter(candidate -> plain(candidate).equals(plain))
        .findFirst()
        .map(candidate -> "; did you mean '" + candidate + "'?")
        .orElse("");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static List<String> migrations(Fields fields, Verb verb) {
    List<String> names = new ArrayList<>();
    switch (verb) {
      case START -> {
        names.add(fields.name("migration"));
        names.addAll(fields.names("next"));
      }
      case START_SERIES -> {
        names.addAll(fields.names("migrations"));
        if (names.isEmpty()) {
          throw fields.refused("migrations", "a list of one or more names");
        }
      }
      case PAUSE, RESUME, CANCEL, RETRY_FAILED, CLEAR -> names.add(fields.name("migration"));
      case UP -> names.addAll(fields.names("migrations"));
      case CANCEL_ALL -> {}
    }
    Set<String> seen = new TreeSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        String field = verb == Verb.START ? "next" : "migrations";
        throw fields.refused(field, "each name once, but '" + name + "' is repeated");
      }
    }
    return names;
  }

  private static UpOptions upOptions(Fields fields) {
    return new UpOptions(
        fields.text("to") == null ? null : fields.name("to"),
        fields.flag("resume"),
        fields.flag("allowChanged"));
  }

  private static StartOptions options(Fields fields) {
    StartOptions options =
        new StartOptions(
            fields.flag("reset"),
            fields.flag("dryRun"),
            fields.flag("oneBatchOnly"),
            fields.startAt("cursor"),
            new StartOptions.Handling(
                fields.batchSize("batchSize"),
                fields.onError("onError"),
                fields.maxFailures("maxFailures")),
            fields.values("params"));
    refuseContradictions(fields, options);
    return options;
  }

  private static void refuseContradictions(Fields fields, StartOptions options) {
    if (options.reset() && options.startAt() != null) {
      throw new MalformedMessageException(
          "fields 'reset' and 'cursor' together: 'cursor' alone begins a new run there, 'reset'"
              + " alone one at the beginning");
    }
    if (options.dryRun()) {
      for (String other : List.of("reset", "next", "oneBatchOnly")) {
        if (fields.isSet(other)) {
          throw new MalformedMessageException(
              "fields 'dryRun' and '%s' together: a dry run is one batch that changes nothing; leave '%s' out"
                  .formatted(other, other));
        }
      }
    }
  }
}
