package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.SeriesLink;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import org.jspecify.annotations.Nullable;

/** What one input made of one migration. */
record Transition(Input input, @Nullable State before, State after) {

  String migration() {
    return after.migration();
  }

  Status statusBefore() {
    return before == null ? Status.PENDING : before.status();
  }

  int runBefore() {
    return before == null ? 0 : before.run();
  }

  Counts countsBefore() {
    return before == null ? Counts.ZERO : before.progress().counts();
  }

  boolean beginsARun() {
    return after.run() != runBefore();
  }

  boolean isForOneBatchOnly() {
    return before != null && before.runInfo().oneBatchOnly();
  }

  /** Whether it goes on with the run that it was in. */
  boolean isOfOneRun() {
    return !beginsARun() && after.status() != Status.PENDING;
  }

  boolean isCommanded() {
    return input instanceof Input.Commanded;
  }

  /** The run that it follows as of now; null when it does not begin or go on by a series. */
  @Nullable SeriesLink followsNow() {
    SeriesLink link = after.context().series().continues();
    SeriesLink old = before == null ? null : before.context().series().continues();
    return link == null || link.equals(old) ? null : link;
  }

  boolean isFollowing() {
    return followsNow() != null;
  }

  /** The event that was told of it, if it was one. */
  @Nullable Event event() {
    return input instanceof Input.Told told && told.event().migration().equals(migration())
        ? told.event()
        : null;
  }

  static @Nullable Segment segment(@Nullable State state) {
    return state == null || state.progress().segments().isEmpty()
        ? null
        : state.progress().segments().get(0);
  }

  static @Nullable Cursor cursor(@Nullable Segment segment) {
    return segment == null ? null : segment.range().cursor();
  }

  @Override
  public String toString() {
    return "%s made of [%s] this: [%s]".formatted(Shown.all(input, before, after));
  }
}
