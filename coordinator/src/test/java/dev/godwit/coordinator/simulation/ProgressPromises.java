package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How counts and cursors move: by the first event of the outstanding batch, and by nothing else.
 */
final class ProgressPromises {

  private final World world;

  /** When each run began, first of all if a crash made it begin again, as the collection counts. */
  private final Map<String, Long> begun = new HashMap<>();

  ProgressPromises(World world) {
    this.world = world;
  }

  void check(Input input, States before, List<Transition> transitions) {
    Event.Completed landing = landing(input, before);
    for (Transition transition : transitions) {
      if (transition.beginsARun()) {
        begun.putIfAbsent(run(transition.after()), world.documents.now());
      }
      boolean lands = landing != null && landing.migration().equals(transition.migration());
      if (lands && landing != null) {
        landed(landing, transition);
      } else if (transition.isOfOneRun()) {
        stands(transition);
      }
    }
    if (landing != null) {
      String name = landing.migration();
      Promise.COUNTED_ONCE.check(
          transitions.stream().anyMatch(transition -> transition.migration().equals(name)),
          "%s was ignored",
          landing);
    }
  }

  /** The event, if it is the one that tells of the outstanding batch; it begins where that does. */
  private static Event.@Nullable Completed landing(Input input, States before) {
    if (input instanceof Input.Told told && told.event() instanceof Event.Completed completed) {
      BatchId id = completed.origin().batchId();
      Optional<Segment> segment =
          before
              .find(id.migration())
              .filter(state -> state.run() == id.run())
              .flatMap(state -> Optional.ofNullable(Transition.segment(state)))
              .filter(Segment::outstanding)
              .filter(outstanding -> outstanding.batch() == id.batch())
              .filter(s -> Objects.equals(s.range().cursor(), completed.span().from()));
      return segment.isPresent() && id.batch() != BatchId.PREPARE ? completed : null;
    }
    return null;
  }

  private void landed(Event.Completed event, Transition transition) {
    State after = transition.after();
    Segment segment = Objects.requireNonNull(Transition.segment(after));
    Event.Span span = event.span();
    Cursor cursor = segment.range().cursor();
    Counts counts = after.progress().counts();
    Promise.COUNTED_ONCE.check(
        counts.equals(transition.countsBefore().plus(event.counts()))
            && Objects.equals(cursor, span.cursor())
            && segment.done() == span.done(),
        "%s",
        transition);
    Promise.CURSOR_NEVER_MOVES_BACK.check(!Ids.isBefore(cursor, span.from()), "%s", transition);
    boolean goesOn = after.status() == Status.RUNNING;
    Promise.HONEST_STATUS.check(event.error() == null || !goesOn, "%s", transition);
    Promise.ONE_BATCH_ONLY.check(!transition.isForOneBatchOnly() || !goesOn, "%s", transition);
    nothingSkipped(event, transition);
  }

  private void nothingSkipped(Event.Completed event, Transition transition) {
    PageLog page = Objects.requireNonNull(world.pages.get(event.origin().worker()));
    Long start = Objects.requireNonNull(begun.get(run(transition.after())));
    Event.Span span = event.span();
    for (Doc doc : world.documents.between(span.from(), span.cursor(), span.done())) {
      Promise.NOTHING_SKIPPED.check(
          doc.since() > start || page.handled().contains(doc.id()),
          "%s, and document %s was not handled",
          transition,
          doc);
    }
    for (Integer id : page.skipped()) {
      Promise.FAILED_DOCUMENTS_ARE_KEPT.check(
          world.broker.deadLetters.contains(event.origin().batchId() + " " + id),
          "%s, without the dead letter of document %d",
          transition,
          id);
    }
  }

  /** Nothing has landed: nothing is counted. */
  private static void stands(Transition transition) {
    Segment before = Transition.segment(transition.before());
    Segment after = Transition.segment(transition.after());
    Promise.COUNTED_ONCE.check(
        transition.after().progress().counts().equals(transition.countsBefore())
            && (before != null && before.done()) == (after != null && after.done()),
        "%s",
        transition);
    Cursor cursor = Transition.cursor(after);
    Promise.CURSOR_NEVER_MOVES_BACK.check(
        Objects.equals(cursor, Transition.cursor(before)), "%s", transition);
  }

  private static String run(State state) {
    return state.migration() + "/" + state.run();
  }
}
