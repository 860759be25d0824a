package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.protocol.SeriesLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has happened according to the store, crash after crash: what was not stored in time has
 * never happened, and may happen again; what was stored must not.
 */
final class Lineage {

  private Set<String> facts = new HashSet<>();
  private final Set<String> storedFacts = new HashSet<>();
  private final Set<String> storedDebts = new HashSet<>();
  private final Map<Long, Long> decidedAt = new HashMap<>();
  private final Set<Long> settled = new HashSet<>();
  private long decisions;
  private long lastStored;

  /**
   * A command is decided about, for good. Once anything is stored that was decided later, it must
   * not be decided again.
   */
  void decided(long offset) {
    Promise.DECIDED_ONCE.check(
        !settled.contains(offset), "command %d is decided again, after what followed it", offset);
    decidedAt.put(offset, decisions);
  }

  long decisions() {
    return decisions;
  }

  /** The states to be stored, in this order. */
  List<Put> puts(List<Transition> transitions) {
    List<Put> puts = new ArrayList<>();
    decisions++;
    for (Transition transition : transitions) {
      Set<String> own = new HashSet<>();
      if (transition.input() instanceof Input.Commanded commanded) {
        String fact =
            "command %d changed '%s'".formatted(commanded.offset(), transition.migration());
        Promise.COMMAND_ONCE.check(facts.add(fact), "again, %s: %s", fact, transition);
        own.add(fact);
      }
      SeriesLink link = transition.followsNow();
      if (link != null) {
        String fact = following(link, transition);
        Promise.SERIES_ONCE.check(facts.add(fact), "again, %s: %s", fact, transition);
        own.add(fact);
      }
      puts.add(new Put(transition.after(), own, owed(transition, transitions), null, decisions));
    }
    return puts;
  }

  /** Who takes over from this one in the same decision. */
  private static Set<String> owed(Transition predecessor, List<Transition> transitions) {
    Set<String> owed = new HashSet<>();
    for (Transition transition : transitions) {
      SeriesLink link = transition.followsNow();
      if (link != null && link.migration().equals(predecessor.migration())) {
        owed.add(following(link, transition));
      }
    }
    return owed;
  }

  private static String following(SeriesLink link, Transition successor) {
    return "'%s' follows run %d of '%s'"
        .formatted(successor.migration(), link.run(), link.migration());
  }

  void stored(Put put) {
    lastStored = Math.max(lastStored, put.decision());
    storedFacts.addAll(put.facts());
    storedDebts.addAll(put.owed());
  }

  /** What was not stored is forgotten. */
  void crashed() {
    for (String debt : storedDebts) {
      Promise.NOTHING_OWED_IS_LOST.check(
          storedFacts.contains(debt), "stored as handed on, but lost in the crash: %s", debt);
    }
    facts = new HashSet<>(storedFacts);
    decidedAt.forEach(
        (offset, decision) -> {
          if (decision < lastStored) {
            settled.add(offset);
          }
        });
    decidedAt.clear();
  }
}
