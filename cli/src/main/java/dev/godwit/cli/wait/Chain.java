package dev.godwit.cli.wait;

import dev.godwit.protocol.SeriesLink;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs that follow one another from one command on, as far as they have begun.
 *
 * @param runs in order; the last is the one that matters now
 */
public record Chain(List<State> runs) {

  public Chain {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a chain has a run to begin with");
    }
  }

  /**
   * The chain that a command began, or joined.
   *
   * @param names what the command named, in order
   * @param offset where the command stands in its topic
   * @param answered whether the states need not show the command any more: it changed nothing, or
   *     they had time enough
   * @return empty while the states do not show it yet
   */
  public static Optional<Chain> begunBy(
      List<String> names, long offset, boolean answered, Map<String, State> states) {
    List<State> named = names.stream().filter(states::containsKey).map(states::get).toList();
    Optional<State> touched =
        named.stream()
            .filter(state -> state.context().starter().commandOffset() >= offset)
            .findFirst();
    if (touched.isPresent() || !answered || named.isEmpty()) {
      return touched.map(first -> new Chain(List.of(first)));
    }
    State first =
        named.stream()
            .filter(state -> state.status() != Status.COMPLETED)
            .findFirst()
            .orElse(named.get(named.size() - 1));
    return Optional.of(new Chain(List.of(first)));
  }

  /** The run that matters now. */
  public State current() {
    return runs.get(runs.size() - 1);
  }

  /** The same chain by newer states: what the last run has become, and what has followed it. */
  public Chain by(Map<String, State> states) {
    List<State> longer = new ArrayList<>(runs.subList(0, runs.size() - 1));
    State last = states.getOrDefault(current().migration(), current());
    longer.add(last);
    State next = successor(last, states.values());
    while (next != null) {
      longer.add(next);
      next = successor(next, states.values());
    }
    return new Chain(longer);
  }

  /** How it stands. */
  public Verdict verdict() {
    State last = current();
    return switch (last.status()) {
      case RUNNING -> Verdict.GOES_ON;
      case COMPLETED -> {
        if (!last.context().series().next().isEmpty()) {
          yield Verdict.GOES_ON;
        }
        yield last.progress().waitingFor() == null ? Verdict.COMPLETED : Verdict.STOPPED;
      }
      case PENDING, PAUSED, CANCELED, FAILED, COMPLETED_WITH_FAILURES -> Verdict.STOPPED;
    };
  }

  private static @Nullable State successor(State before, Collection<State> states) {
    if (before.status() != Status.COMPLETED) {
      return null;
    }
    SeriesLink link = new SeriesLink(before.migration(), before.run());
    return states.stream()
        .filter(state -> link.equals(state.context().series().continues()))
        .findFirst()
        .orElse(null);
  }
}
