package dev.godwit.worker.consume;

import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.RecordCallback;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.State;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the state topic says, as far as it was read; read on another thread than written. */
public final class KnownStates implements RecordCallback {

  private final Map<String, KnownState> byMigration = new ConcurrentHashMap<>();

  /**
   * Takes in a record of the state topic.
   *
   * @throws MalformedMessageException if it is not a state, or that of another migration than its
   *     key says
   */
  @Override
  public void read(FollowedRecord record) {
    if (record.value() != null) {
      State state = Json.read(record.value(), State.class);
      if (!state.migration().equals(record.key())) {
        throw new MalformedMessageException(
            "the state of '%s' under the key '%s'".formatted(state.migration(), record.key()));
      }
      byMigration.put(state.migration(), KnownState.of(state));
    } else if (record.key() != null) {
      byMigration.remove(record.key());
    }
  }

  Optional<KnownState> find(String migration) {
    return Optional.ofNullable(byMigration.get(migration));
  }
}
