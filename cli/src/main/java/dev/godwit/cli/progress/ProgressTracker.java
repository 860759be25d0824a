package dev.godwit.cli.progress;

import dev.godwit.protocol.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Remembers of each migration what its progress is reckoned from. */
public final class ProgressTracker {

  private final Map<String, Seen> seen = new HashMap<>();

  /** Takes in a state, which may be the same as before, and tells the progress. */
  public Progress progress(State state, Instant now) {
    Seen before = seen.getOrDefault(state.migration(), new Seen(state, Pace.UNKNOWN, now));
    Instant since = before.state().equals(state) ? before.since() : now;
    Seen current = new Seen(state, before.pace().plus(state, now), since);
    seen.put(state.migration(), current);
    return Progress.of(state, current.pace(), since, now);
  }

  private record Seen(State state, Pace pace, Instant since) {}
}
