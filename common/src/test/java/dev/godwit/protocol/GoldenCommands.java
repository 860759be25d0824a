package dev.godwit.protocol;

import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Command.Verb;
import dev.godwit.protocol.StartOptions.Handling;
import dev.godwit.protocol.StartOptions.StartAt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Commands of every kind as programs send them, by the name of their golden file. */
final class GoldenCommands {

  private static final Cursor AFTER =
      new Cursor(new BsonObjectId(new ObjectId("65a100000000000000000001")));

  private GoldenCommands() {}

  static Map<String, Command> all() {
    Map<String, Command> all = new LinkedHashMap<>();
    for (Verb verb : Verb.values()) {
      switch (verb) {
        case START, PAUSE, RESUME, CANCEL, RETRY_FAILED, CLEAR ->
            all.put(name(verb), Command.of(verb, "a"));
        case START_SERIES -> all.put(name(verb), command(verb, List.of("a", "b", "c")));
        case CANCEL_ALL, UP -> all.put(name(verb), command(verb, List.of()));
      }
    }
    all.put("command-start-next", Command.start(List.of("a", "b", "c"), StartOptions.NONE));
    all.put("command-start-reset", start(StartOptions.RESET));
    all.put("command-start-dry-run", start(StartOptions.DRY_RUN));
    all.put("command-start-one-batch-only", start(StartOptions.ONE_BATCH_ONLY));
    all.put("command-start-cursor", start(at(new StartAt(AFTER))));
    all.put("command-start-beginning", start(at(new StartAt(null))));
    all.put("command-start-everything", start(everything()).withId("deploy-4711").by("alice"));
    all.put("command-up-everything", up().withId("deploy-4711").by("alice"));
    return all;
  }

  private static Command up() {
    return Command.up(List.of("a", "b"), new UpOptions("b", true, true));
  }

  private static String name(Verb verb) {
    return "command-" + verb.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Command command(Verb verb, List<String> migrations) {
    return new Command(verb, null, null, migrations, StartOptions.NONE);
  }

  private static Command start(StartOptions options) {
    return Command.start(List.of("a"), options);
  }

  private static StartOptions at(@Nullable StartAt startAt) {
    return new StartOptions(false, false, false, startAt, Handling.UNCHANGED, null);
  }

  private static StartOptions everything() {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("plan", "pro");
    params.put("seats", 5);
    params.put("apiKey", Map.of("secret", "file:api-key"));
    return new StartOptions(
        false,
        false,
        true,
        new StartAt(AFTER),
        new Handling(50, OnError.SKIP, MaxFailures.count(10)),
        params);
  }
}
