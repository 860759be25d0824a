package dev.godwit.coordinator.decide;

import dev.godwit.boot.ClosestName;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How things are said in replies. */
final class Words {

  private static final int MAX_NAMES = 20;

  private Words() {}

  /** "17000 of about 171075 documents done". */
  static String progress(State state) {
    Long total = state.progress().estimatedTotal();
    long done = state.progress().counts().processed();
    return total == null
        ? "%d documents done".formatted(done)
        : "%d of about %d documents done".formatted(done, total);
  }

  /** " after {…}", or nothing when it is at the beginning. */
  static String position(State state) {
    List<Segment> segments = state.progress().segments();
    @Nullable Cursor cursor = segments.isEmpty() ? null : segments.get(0).range().cursor();
    return cursor == null ? "" : " after " + cursor;
  }

  /** What a run, or its continuation, does now. */
  static String begun(State before, State after) {
    if (after.run() != before.run()) {
      return "run %d begins%s".formatted(after.run(), position(after));
    }
    if (after.status() != Status.RUNNING) {
      return "nothing was left to do: " + after.status();
    }
    Failures.Retry retry = after.progress().failures().retry();
    return retry == null
        ? "resumes%s, %s".formatted(position(after), progress(after))
        : "resumes%s, %s; tries %d failed documents again first"
            .formatted(position(after), progress(after), retry.left().size());
  }

  /** ", then a, b"; nothing when nothing follows. */
  static String then(Collection<String> next) {
    return next.isEmpty() ? "" : ", then " + names(next);
  }

  /** ", not followed by a, b any more"; nothing when nothing was dropped. */
  static String dropped(Collection<String> names) {
    return names.isEmpty() ? "" : ", not followed by %s any more".formatted(names(names));
  }

  static String names(Collection<String> names) {
    String shown = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MAX_NAMES;
    return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
  }

  /** That a name is not known, and which ones come close. */
  static String unknown(String name, States states) {
    List<String> known = states.all().stream().map(State::migration).toList();
    if (known.isEmpty()) {
      return "unknown migration '%s': none is known yet; is a worker running?".formatted(name);
    }
    return ClosestName.of(name, known)
        .map(close -> "unknown migration '%s': did you mean '%s'?".formatted(name, close))
        .orElseGet(
            () ->
                "unknown migration '%s': known are %s; a worker that has it announces it when it starts"
                    .formatted(name, names(known)));
  }
}
