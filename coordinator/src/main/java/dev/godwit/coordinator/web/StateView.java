package dev.godwit.coordinator.web;

import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.RecordCallback;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The newest state of every migration, as its JSON stands in the state topic. */
public final class StateView implements RecordCallback {

  private final NavigableMap<String, String> states = new ConcurrentSkipListMap<>();

  /**
   * Takes in a record of the state topic.
   *
   * @throws dev.godwit.protocol.MalformedMessageException if it is not a state
   */
  @Override
  public void read(FollowedRecord record) {
    if (record.key() == null) {
      throw new IllegalArgumentException("a state without a key");
    }
    if (record.value() == null) {
      states.remove(record.key());
      return;
    }
    // What is not a state must not break the JSON of all others.
    String migration = Json.read(record.value(), State.class).migration();
    if (!migration.equals(record.key())) {
      throw new IllegalArgumentException("the state of '" + migration + "' under another key");
    }
    states.put(migration, record.value());
  }

  /** The state of one migration as JSON. */
  public Optional<String> find(String migration) {
    return Optional.ofNullable(states.get(migration));
  }

  /** All names, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(states.keySet());
  }

  /** All states as JSON, in the order of names. */
  public Collection<String> all() {
    return Collections.unmodifiableCollection(states.values());
  }
}
