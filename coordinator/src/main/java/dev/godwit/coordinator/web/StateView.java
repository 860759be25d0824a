package dev.godwit.coordinator.web;

import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.RecordCallback;
import dev.godwit.coordinator.pace.RecentRate;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The newest state of every migration, as its JSON stands in the state topic, and what of it is
 * newer than somebody has seen.
 */
public final class StateView implements RecordCallback {

  /** Names of migrations that are gone; whoever saw less than these tell of gets everything. */
  static final int REMEMBERED_GONE = 1_000;

  private final NavigableMap<String, Known> states = new ConcurrentSkipListMap<>();
  private final Map<String, Long> gone = new LinkedHashMap<>();
  private long version;
  private long tellsFrom;

  /**
   * What is known of a migration.
   *
   * @param json as it stands in the topic
   * @param version counts all changes of all states
   */
  record Known(String json, State state, RecentRate rate, long version) {}

  /**
   * What is newer than a version.
   *
   * @param version what somebody has seen who has seen this
   * @param complete whether it is everything, because nobody knows what they have seen
   * @param changed in the order of names
   * @param removed the names of those that are gone
   */
  record Changes(long version, boolean complete, List<Known> changed, List<String> removed) {}

  /**
   * Takes in a record of the state topic.
   *
   * @throws dev.godwit.protocol.MalformedMessageException if it is not a state
   */
  @Override
  public synchronized void read(FollowedRecord record) {
    String key = record.key();
    if (key == null) {
      throw new IllegalArgumentException("a state without a key");
    }
    if (record.value() == null) {
      remove(key);
      return;
    }
    // What is not a state must not break the JSON of all others.
    State state = Json.read(record.value(), State.class);
    if (!state.migration().equals(key)) {
      throw new IllegalArgumentException(
          "the state of '" + state.migration() + "' under another key");
    }
    Known before = states.get(key);
    RecentRate rate = before == null ? RecentRate.of(state) : before.rate().plus(state);
    version++;
    gone.remove(key);
    states.put(key, new Known(record.value(), state, rate, version));
  }

  private void remove(String key) {
    if (states.remove(key) != null) {
      version++;
      gone.put(key, version);
      if (gone.size() > REMEMBERED_GONE) {
        Map.Entry<String, Long> oldest = gone.entrySet().iterator().next();
        tellsFrom = oldest.getValue();
        gone.remove(oldest.getKey());
      }
    }
  }

  /**
   * What is newer than that; everything when nobody can tell.
   *
   * @param after a version that this view gave; anything else for everything
   */
  synchronized Changes since(long after) {
    if (after < tellsFrom || after > version || after < 0) {
      return new Changes(version, true, List.copyOf(states.values()), List.of());
    } else if (after == version) {
      return new Changes(version, false, List.of(), List.of());
    }
    return new Changes(
        version,
        false,
        states.values().stream().filter(known -> known.version() > after).toList(),
        gone.entrySet().stream()
            .filter(name -> name.getValue() > after)
            .map(Map.Entry::getKey)
            .sorted()
            .toList());
  }

  /** What is known of one migration. */
  Optional<Known> find(String migration) {
    return Optional.ofNullable(states.get(migration));
  }

  /** All names, in order. */
  Set<String> names() {
    return Collections.unmodifiableSet(states.keySet());
  }

  /** All states as JSON, in the order of names. */
  List<String> all() {
    return states.values().stream().map(Known::json).toList();
  }
}
