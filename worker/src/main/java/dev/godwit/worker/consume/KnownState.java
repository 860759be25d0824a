package dev.godwit.worker.consume;

import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a worker remembers of a state.
 *
 * @param run its run
 * @param batches the number of the last batch that was asked for, by segment
 * @param newest the newest definition that was announced
 */
record KnownState(int run, Map<Integer, Long> batches, Definition newest) {

  static KnownState of(State state) {
    return new KnownState(
        state.run(),
        state.progress().segments().stream()
            .collect(Collectors.toUnmodifiableMap(Segment::id, Segment::batch, Math::max)),
        state.announced() == null ? state.definition() : state.announced());
  }
}
