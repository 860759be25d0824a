package dev.godwit.cli.watch;

import dev.godwit.boot.ClosestName;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The migrations that somebody wants to see.
 *
 * @param names in that order; none for all of them
 */
public record Selection(Set<String> names) {

  public Selection {
    names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /** Their states, as far as they are known. */
  public List<State> of(Map<String, State> states) {
    return names.isEmpty()
        ? List.copyOf(states.values())
        : names.stream().filter(states::containsKey).map(states::get).toList();
  }

  /** A sentence for each that is not known. */
  public List<String> unknown(Map<String, State> states) {
    List<String> sentences = new ArrayList<>();
    for (String name : names) {
      if (!states.containsKey(name)) {
        sentences.add(
            "unknown migration '%s': %s"
                .formatted(
                    name,
                    ClosestName.of(name, states.keySet())
                        .map("did you mean '%s'?"::formatted)
                        .orElse("'godwit list' shows those that are known")));
      }
    }
    return sentences;
  }

  /** Whether nothing will become of the state by itself. */
  static boolean isAtRest(State state, Collection<State> all) {
    return switch (state.status()) {
      case RUNNING -> false;
      case PENDING -> all.stream().noneMatch(other -> isFollowedBy(other, state.migration()));
      case COMPLETED -> state.context().series().next().isEmpty();
      case PAUSED, CANCELED, FAILED, COMPLETED_WITH_FAILURES -> true;
    };
  }

  private static boolean isFollowedBy(State other, String name) {
    return other.status() == Status.RUNNING && other.context().series().next().contains(name);
  }
}
