package dev.godwit.cli.watch;

import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.progress.ProgressTracker;
import dev.godwit.protocol.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks on until everything that was asked for is at rest; without names for ever. */
public final class Watching {

  private static final Duration POLL = Duration.ofMillis(500);

  private final StateFeed feed;
  private final Selection selection;
  private final StatusDisplay display;
  private final InstantSource clock;
  private final ProgressTracker tracker = new ProgressTracker();
  private final Map<String, State> atFirst;
  private final Set<String> moving = new TreeSet<>();

  /**
   * @param selection without names: whatever is not at rest, or was not when the watch began
   * @param clock how late it is
   */
  public Watching(StateFeed feed, Selection selection, StatusDisplay display, InstantSource clock) {
    this.feed = feed;
    this.selection = selection;
    this.display = display;
    this.clock = clock;
    this.atFirst = new TreeMap<>(feed.states());
  }

  /** Returns when all that were named are at rest. */
  public void untilAtRest() {
    while (true) {
      Collection<State> all = feed.states().values();
      List<State> shown = shown(all);
      Instant now = clock.instant();
      display.show(shown.stream().map(state -> tracker.progress(state, now)).toList(), now);
      if (!selection.names().isEmpty()
          && shown.stream().allMatch(state -> Selection.isAtRest(state, all))) {
        return;
      }
      feed.poll(POLL);
    }
  }

  private List<State> shown(Collection<State> all) {
    if (!selection.names().isEmpty()) {
      return selection.of(feed.states());
    }
    for (State state : all) {
      if (!Selection.isAtRest(state, all) || !state.equals(atFirst.get(state.migration()))) {
        moving.add(state.migration());
      }
    }
    return all.stream().filter(state -> moving.contains(state.migration())).toList();
  }
}
