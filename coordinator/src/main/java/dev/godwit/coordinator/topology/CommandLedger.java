package dev.godwit.coordinator.topology;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How commands were answered, so that one that is read again is answered again and not decided
 * again, whatever has happened since.
 *
 * <p>It is kept in the store of the states, under keys that no migration can have, because only
 * within one changelog it is certain what is written first: an entry is written after the states of
 * its command and before everything that is decided later. So what the store holds of the time
 * after a command, it holds besides its entry.
 */
final class CommandLedger {

  /**
   * More than come again after a crash, as offsets are committed every 100 ms; older answers are
   * overwritten.
   */
  static final int KEPT = 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(CommandLedger.class);
  private static final String EDITION = "/commands";
  private static final String ANSWERS = EDITION + "/";

  private final KeyValueStore<String, byte[]> store;
  private final TreeMap<Long, Reply> answers = new TreeMap<>();
  private @Nullable String edition;

  /** What is kept of one command. */
  private record Entry(long offset, Reply reply) {}

  CommandLedger(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /** Whether an entry of the store is not a state but one of the ledger's. */
  static boolean isOwn(String key) {
    return key.startsWith(EDITION);
  }

  /** Takes in an entry that was stored before. */
  void load(KeyValue<String, byte[]> stored) {
    if (stored.key.equals(EDITION)) {
      edition = new String(stored.value, StandardCharsets.UTF_8);
      return;
    }
    try {
      Entry entry = Json.read(stored.value, Entry.class);
      answers.put(entry.offset(), entry.reply());
    } catch (MalformedMessageException e) {
      LOG.atWarn()
          .addKeyValue("key", stored.key)
          .addKeyValue("reason", e.getMessage())
          .log("How a command was answered cannot be read any more");
    }
  }

  /** Whether its offsets are those of another edition of the topic. */
  boolean isOutdated(@Nullable String current) {
    return current != null && edition != null && !edition.equals(current);
  }

  /** Remembers which edition of the topic its offsets are of, if that is new to it. */
  void isOf(@Nullable String current) {
    if (current != null && !current.equals(edition)) {
      store.put(EDITION, current.getBytes(StandardCharsets.UTF_8));
      edition = current;
    }
  }

  /** Forgets all answers, because their offsets are those of other commands from now on. */
  void clear() {
    answers.keySet().forEach(offset -> store.delete(key(offset)));
    answers.clear();
  }

  /** Whether the command was decided about before. */
  boolean isDecided(long offset) {
    return !answers.isEmpty() && offset <= answers.lastKey();
  }

  /** How it was answered; empty if nobody remembers. */
  Optional<Reply> answer(long offset) {
    return Optional.ofNullable(answers.get(offset));
  }

  /**
   * Remembers the answer; to be called once the states of the command are stored. One that was put
   * off may be too old to be read again, and must not take the place of a newer one.
   */
  void keep(long offset, Reply reply) {
    if (!answers.isEmpty() && offset <= answers.lastKey() - KEPT) {
      return;
    }
    store.put(key(offset), Json.bytes(new Entry(offset, reply)));
    answers.put(offset, reply);
    answers.headMap(answers.lastKey() - KEPT, true).clear();
  }

  private static String key(long offset) {
    return ANSWERS + offset % KEPT;
  }
}
