package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.OffsetRange;
import dev.godwit.protocol.Offsets;
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
      FailurePromises.check(world, transition.after());
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
              .filter(s -> Objects.equals(s.range().cursor(), completed.span().from()))
              .filter(s -> isOfThoseLetters(before.find(id.migration()), completed));
      return segment.isPresent() && id.batch() != BatchId.PREPARE ? completed : null;
    }
    return null;
  }

  /** Whether it tells of the letters that are outstanding, or of a page when none are. */
  private static boolean isOfThoseLetters(Optional<State> before, Event.Completed event) {
    Failures.Retry retry = before.orElseThrow().progress().failures().retry();
    OffsetRange tried = event.tried();
    return retry == null || !retry.begun()
        ? tried == null
        : tried != null && tried.first() == retry.left().first();
  }

  /** Every letter up to the last that was tried moves from failed to an outcome. */
  private void retried(Event.Completed event, OffsetRange tried, Transition transition) {
    State before = Objects.requireNonNull(transition.before());
    Counts counts = transition.after().progress().counts();
    Promise.COUNTED_ONCE.check(
        counts.equals(transition.countsBefore().retried(event.counts()))
            && counts.processed() == transition.countsBefore().processed(),
        "%s",
        transition);
    PageLog page = Objects.requireNonNull(world.pages.get(event.origin().worker()));
    FailurePromises.check(world, event, page);
    Long start = Objects.requireNonNull(begun.get(run(transition.after())));
    Failures.Retry retry = Objects.requireNonNull(before.progress().failures().retry());
    Offsets handled = retry.left().between(tried.first(), tried.last() + 1);
    for (Letter letter : world.broker.letters(handled)) {
      Doc doc = world.documents.find(letter.documentId());
      Promise.NOTHING_SKIPPED.check(
          doc == null || doc.since() > start || page.handled().contains(doc.id()),
          "%s, and failed document %s was not tried",
          transition,
          doc);
    }
  }

  private void landed(Event.Completed event, Transition transition) {
    OffsetRange tried = event.tried();
    if (tried != null) {
      retried(event, tried, transition);
      cursorStands(transition);
      return;
    }
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
    FailurePromises.check(world, event, page);
  }

  /** Nothing has landed: nothing is counted. */
  private static void stands(Transition transition) {
    Promise.COUNTED_ONCE.check(
        transition.after().progress().counts().equals(transition.countsBefore()), "%s", transition);
    cursorStands(transition);
  }

  private static void cursorStands(Transition transition) {
    Segment before = Transition.segment(transition.before());
    Segment after = Transition.segment(transition.after());
    Promise.COUNTED_ONCE.check(
        (before != null && before.done()) == (after != null && after.done()), "%s", transition);
    Cursor cursor = Transition.cursor(after);
    Promise.CURSOR_NEVER_MOVES_BACK.check(
        Objects.equals(cursor, Transition.cursor(before)), "%s", transition);
  }

  private static String run(State state) {
    return state.migration() + "/" + state.run();
  }
}
