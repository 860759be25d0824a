package dev.godwit.cli.wait;

import dev.godwit.cli.display.ProgressDisplay;
import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.progress.ProgressTracker;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.SeriesLink;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits until everything that {@code up} is about is completed, or nothing of it goes on. */
public final class WaitingForAll {

  private static final Duration POLL = Duration.ofMillis(200);

  private final StateFeed feed;
  private final ProgressDisplay display;
  private final InstantSource clock;
  private final ProgressTracker tracker = new ProgressTracker();
  private final Map<String, State> shown = new HashMap<>();

  /**
   * @param clock how late it is
   */
  public WaitingForAll(StateFeed feed, ProgressDisplay display, InstantSource clock) {
    this.feed = feed;
    this.display = display;
    this.clock = clock;
  }

  /**
   * How it has come out.
   *
   * @param ran those that ran meanwhile and are completed, in the order of names
   * @param open those that are not completed, in the order of names
   * @param missing those of which no state can be read
   */
  public record Outcome(List<State> ran, List<State> open, List<String> missing) {

    public Outcome {
      ran = List.copyOf(ran);
      open = List.copyOf(open);
      missing = List.copyOf(missing);
    }

    /** Whether all are completed. */
    public boolean isCompleted() {
      return open.isEmpty() && missing.isEmpty();
    }
  }

  /** Returns when nothing of it goes on any more. */
  public Outcome untilEnd(Command command, Answered answered) {
    Instant enough = clock.instant().plus(Waiting.statesComeWithin(answered.reply()));
    while (!shows(command, answered.offset()) && clock.instant().isBefore(enough)) {
      feed.poll(POLL);
    }
    // What is announced from now on is not what was asked for.
    Set<String> names = names(command);
    Set<String> touched = touched(names, answered.offset());
    while (true) {
      Map<String, State> states = feed.states();
      // Not asked for, but joined: what was asked for comes when they are done.
      Set<String> leading = leadingTo(names, states);
      touched.addAll(leading);
      show(touched, states);
      if (leading.isEmpty() && names.stream().noneMatch(name -> goesOn(states.get(name)))) {
        return outcome(names, touched, states);
      }
      feed.poll(POLL);
    }
  }

  /** Whether the states are as new as the command. */
  private boolean shows(Command command, long offset) {
    return feed.states().keySet().containsAll(command.migrations())
        && feed.states().values().stream()
            .anyMatch(state -> state.context().starter().commandOffset() >= offset);
  }

  private Set<String> names(Command command) {
    Set<String> names = new TreeSet<>(feed.states().keySet());
    names.addAll(command.migrations());
    names.removeIf(name -> !command.up().reaches(name));
    return names;
  }

  /** What was not completed before, and what may have been completed by it already. */
  private Set<String> touched(Set<String> names, long offset) {
    Set<String> touched = new TreeSet<>();
    int before = -1;
    while (touched.size() > before) {
      before = touched.size();
      for (State state : feed.states().values()) {
        boolean isStarted = state.context().starter().commandOffset() >= offset;
        if (names.contains(state.migration())
            && (state.status() != Status.COMPLETED || isStarted || follows(state, touched))) {
          touched.add(state.migration());
        }
      }
    }
    for (String name : touched) {
      State state = feed.states().get(name);
      if (state != null && state.status() != Status.COMPLETED) {
        shown.put(name, state);
      }
    }
    return touched;
  }

  private boolean follows(State state, Set<String> touched) {
    SeriesLink link = state.context().series().continues();
    State before = link == null ? null : feed.states().get(link.migration());
    return link != null
        && before != null
        && touched.contains(link.migration())
        && before.run() == link.run();
  }

  /** What goes on and is to be followed by some of these. */
  private static Set<String> leadingTo(Set<String> names, Map<String, State> states) {
    Set<String> open = new TreeSet<>(names);
    open.removeIf(name -> isCompleted(states.get(name)));
    return states.values().stream()
        .filter(WaitingForAll::goesOn)
        .filter(state -> state.context().series().next().stream().anyMatch(open::contains))
        .map(State::migration)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isCompleted(@Nullable State state) {
    return state != null && state.status() == Status.COMPLETED;
  }

  private static boolean goesOn(@Nullable State state) {
    return state != null
        && (state.status() == Status.RUNNING
            || (state.status() == Status.COMPLETED && !state.context().series().next().isEmpty()));
  }

  /** Those that have changed as they ended, before those that run. */
  private void show(Set<String> touched, Map<String, State> states) {
    Instant now = clock.instant();
    for (boolean running : new boolean[] {false, true}) {
      for (String name : touched) {
        State state = states.get(name);
        boolean isNews = running || (state != null && !state.equals(shown.get(name)));
        if (state != null && (state.status() == Status.RUNNING) == running && isNews) {
          shown.put(name, state);
          display.show(tracker.progress(state, now), now);
        }
      }
    }
  }

  private static Outcome outcome(
      Set<String> names, Set<String> touched, Map<String, State> states) {
    List<State> ran = new ArrayList<>();
    List<State> open = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      State state = states.get(name);
      if (state == null) {
        missing.add(name);
      } else if (state.status() != Status.COMPLETED) {
        open.add(state);
      } else if (touched.contains(name)) {
        ran.add(state);
      }
    }
    return new Outcome(ran, open, missing);
  }
}
