package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.State;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states in the store, kept decoded beside it; may be read from any thread. */
final class StoredStates implements States {

  private static final Logger LOG = LoggerFactory.getLogger(StoredStates.class);

  private final KeyValueStore<String, byte[]> store;
  private final CommandLedger ledger;
  private final PutOffCommands putOff;
  private final ProvenCommands proven;
  private final ConcurrentNavigableMap<String, State> decoded = new ConcurrentSkipListMap<>();

  private StoredStates(KeyValueStore<String, byte[]> store) {
    this.store = store;
    this.ledger = new CommandLedger(store);
    this.putOff = new PutOffCommands(store);
    this.proven = new ProvenCommands(store);
  }

  /** Reads all that is in the store. */
  static StoredStates load(KeyValueStore<String, byte[]> store) {
    StoredStates states = new StoredStates(store);
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (CommandLedger.isOwn(entry.key)) {
          states.ledger.load(entry);
        } else if (PutOffCommands.isOwn(entry.key)) {
          states.putOff.load(entry);
        } else if (ProvenCommands.isOwn(entry.key)) {
          states.proven.load(entry);
        } else {
          states.decode(entry);
        }
      }
    }
    return states;
  }

  /** How commands were answered, kept in the same store. */
  CommandLedger ledger() {
    return ledger;
  }

  /** Commands that are not decided about yet, kept in the same store. */
  PutOffCommands putOff() {
    return putOff;
  }

  /** Which proofs were seen, kept in the same store. */
  ProvenCommands proven() {
    return proven;
  }

  @Override
  public Optional<State> find(String migration) {
    return Optional.ofNullable(decoded.get(migration));
  }

  @Override
  public Collection<State> all() {
    return Collections.unmodifiableCollection(decoded.values());
  }

  @Override
  public Collection<Effect.PutOff> waiting() {
    return putOff.open();
  }

  void put(State state, byte[] json) {
    store.put(state.migration(), json);
    decoded.put(state.migration(), state);
  }

  /** One that cannot be read must not keep the others from going on. */
  private void decode(KeyValue<String, byte[]> entry) {
    try {
      State state = Json.read(entry.value, State.class);
      decoded.put(state.migration(), state);
    } catch (MalformedMessageException e) {
      LOG.atError()
          .addKeyValue("migration", entry.key)
          .setCause(e)
          .log(
              "A stored state cannot be read; the migration counts as unknown until it is"
                  + " announced");
    }
  }
}
