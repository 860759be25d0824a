package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.Effect;
import dev.godwit.protocol.Actor;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.CommandReader;
import dev.godwit.protocol.CommandWriter;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands that were read, and are not decided about yet; kept in the store of the states, because
 * their records will not be read again.
 *
 * <p>An entry stays for a while after its answer was written to the ledger: until the reply is
 * surely with Kafka, nothing else would know that it is owed.
 */
final class PutOffCommands {

  /** Kafka has a reply within milliseconds, or fails, which ends the term. */
  static final Duration KEPT_AFTERWARDS = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(PutOffCommands.class);
  private static final String PREFIX = "/putOff/";

  private final KeyValueStore<String, byte[]> store;
  private final TreeMap<Long, Effect.PutOff> commands = new TreeMap<>();
  private final Map<Long, Instant> answeredAt = new HashMap<>();

  /** What is kept of one command. */
  private record Entry(long offset, String command, Instant since, boolean proven) {}

  PutOffCommands(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /** Whether an entry of the store is not a state but one of these. */
  static boolean isOwn(String key) {
    return key.startsWith(PREFIX);
  }

  /** Takes in an entry that was stored before. */
  void load(KeyValue<String, byte[]> stored) {
    try {
      Entry entry = Json.read(stored.value, Entry.class);
      Command command = CommandReader.read(entry.command());
      command = command.by(new Actor(command.by(), entry.proven()));
      commands.put(entry.offset(), new Effect.PutOff(command, entry.offset(), entry.since()));
    } catch (MalformedMessageException e) {
      LOG.atWarn()
          .addKeyValue("key", stored.key)
          .addKeyValue("reason", e.getMessage())
          .log("A command that was put off cannot be read any more; it is forgotten");
    }
  }

  /** Those that are still to be answered in this term, the oldest first. */
  List<Effect.PutOff> open() {
    return commands.values().stream()
        .filter(command -> !answeredAt.containsKey(command.offset()))
        .toList();
  }

  Optional<Effect.PutOff> find(long offset) {
    return Optional.ofNullable(commands.get(offset));
  }

  /** Keeps one, if it is new. */
  void keep(Effect.PutOff command) {
    if (commands.putIfAbsent(command.offset(), command) == null) {
      Entry entry =
          new Entry(
              command.offset(),
              CommandWriter.write(command.command()),
              command.since(),
              command.command().actor().proven());
      store.put(key(command.offset()), Json.bytes(entry));
    }
  }

  /** Its reply is sent in this term; nothing happens if it was not put off. */
  void answered(long offset, Instant now) {
    if (commands.containsKey(offset)) {
      answeredAt.put(offset, now);
    }
  }

  /** Forgets those whose replies are surely with Kafka. */
  void forgetAnswered(Instant now) {
    answeredAt
        .entrySet()
        .removeIf(
            answered -> {
              boolean isOver = !answered.getValue().plus(KEPT_AFTERWARDS).isAfter(now);
              if (isOver) {
                forget(answered.getKey());
              }
              return isOver;
            });
  }

  /** Forgets all, because their offsets are those of other commands from now on. */
  void clear() {
    List.copyOf(commands.keySet()).forEach(this::forget);
    answeredAt.clear();
  }

  private void forget(long offset) {
    store.delete(key(offset));
    commands.remove(offset);
  }

  private static String key(long offset) {
    return PREFIX + offset;
  }
}
