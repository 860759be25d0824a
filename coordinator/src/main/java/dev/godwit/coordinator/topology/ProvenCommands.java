package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.people.Proof;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.coordinator.people.UnprovenException;
import dev.godwit.protocol.Actor;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proofs that were seen, as long as they hold, so that whoever may read and write commands
 * cannot send one of them again; kept in the store of the states.
 */
final class ProvenCommands {

  private static final Logger LOG = LoggerFactory.getLogger(ProvenCommands.class);
  private static final String PREFIX = "/proofs/";

  private final KeyValueStore<String, byte[]> store;
  private final Map<Proof, Long> seen = new HashMap<>();

  /** What is kept of one proof. */
  private record Entry(Instant at, String mac, long offset) {}

  ProvenCommands(KeyValueStore<String, byte[]> store) {
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
      seen.put(new Proof(entry.at(), entry.mac()), entry.offset());
    } catch (MalformedMessageException e) {
      LOG.atWarn()
          .addKeyValue("key", stored.key)
          .addKeyValue("reason", e.getMessage())
          .log("A proof that was seen cannot be read any more; it is forgotten");
    }
  }

  /**
   * The command, proven to be from whom it says where a proof came with it.
   *
   * @param from its record
   * @throws UnprovenException when it proves nothing, or came with another record before
   */
  Command checked(Command command, Arrived from, Tokens tokens, Instant now) {
    if (from.proof() == null || from.value() == null) {
      return command;
    }
    Proof proof = Proof.verified(tokens, from.proof(), command.by(), from.value(), now);
    forgetOver(now);
    Long before = seen.get(proof);
    // After a crash the same record is read again.
    if (before != null && before != from.offset()) {
      throw new UnprovenException(
          "this very command was sent before, at offset %d; send a new one".formatted(before));
    }
    keep(proof, from.offset());
    return command.by(new Actor(command.by(), true));
  }

  private void keep(Proof proof, long offset) {
    store.put(key(proof), Json.bytes(new Entry(proof.at(), proof.mac(), offset)));
    seen.put(proof, offset);
  }

  private void forgetOver(Instant now) {
    seen.keySet()
        .removeIf(
            proof -> {
              if (proof.isOver(now)) {
                store.delete(key(proof));
              }
              return proof.isOver(now);
            });
  }

  private static String key(Proof proof) {
    return PREFIX + proof.mac();
  }
}
