package dev.godwit.coordinator.decide;

import dev.godwit.migration.ParameterValues;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins runs, lets them go on, and ends them. */
final class Runs {

  private Runs() {}

  /**
   * A new run, from the beginning or after a cursor; what is outstanding of an older one is stale
   * from now on.
   *
   * @throws RefusedException for parameters that the migration does not take
   */
  static State begin(Turn turn, State before, Order order) {
    StartOptions options = order.options();
    Draft draft = new Draft(before);
    Map<String, Object> params = params(draft.newest(), options.params());
    Series series = following(draft.series, order.series());
    draft.forgetRun();
    draft.status = Status.RUNNING;
    draft.runInfo = runInfo(draft.runInfo, before.run() + 1, options, params);
    draft.times = new Times(turn.now(), turn.now(), null, 0);
    draft.starter = order.starter(draft.starter);
    draft.series = series;
    Cursor after = options.startAt() == null ? null : options.startAt().after();
    draft.segments = List.of(Asking.prepare(turn, draft, new Range(after, null)));
    State state = turn.keep(draft);
    Asking.sendAll(turn, state);
    return state;
  }

  /**
   * The run goes on where it stands, by the newest edition of the migration.
   *
   * @throws RefusedException when only a new run could do what was asked
   */
  static State goOn(Turn turn, State before, Order order) {
    Draft draft = new Draft(before);
    RetryRules.goesOnAfterwards(draft);
    return resume(turn, draft, order);
  }

  /**
   * The run, or what it is to try again, goes on; what failed so far is not held against it.
   *
   * @throws RefusedException when only a new run could do what was asked
   */
  static State resume(Turn turn, Draft draft, Order order) {
    refuseWhatNeedsANewRun(draft, order.options());
    Series series = joined(turn, draft, order.series());
    draft.adoptNewest();
    draft.failures = draft.failures.forgiving(draft.counts);
    draft.status = Status.RUNNING;
    draft.runInfo =
        runInfo(draft.runInfo, draft.runInfo.run(), order.options(), draft.runInfo.params());
    draft.error = null;
    draft.waitingFor = null;
    draft.starter = order.starter(draft.starter);
    draft.series = series;
    if (draft.allSegmentsDone() && !RetryRules.isNext(draft.failures)) {
      return finish(turn, draft);
    }
    draft.segments =
        draft.segments.stream()
            .map(segment -> Asking.goOn(turn, draft, Segments.reducedTo(segment, null)))
            .toList();
    State state = turn.keep(draft);
    Asking.sendAll(turn, state);
    return state;
  }

  /** Every document was handled. */
  static State finish(Turn turn, Draft draft) {
    draft.waitingFor = null;
    draft.runInfo = withoutOneBatchOnly(draft.runInfo);
    draft.status = draft.counts.failed() == 0 ? Status.COMPLETED : Status.COMPLETED_WITH_FAILURES;
    if (draft.status == Status.COMPLETED) {
      SeriesRules.goOnAfter(turn, draft);
    }
    return turn.keep(draft);
  }

  /** The run stops at an error; a person has to look. */
  static State fail(Turn turn, Draft draft, Failure error) {
    draft.status = Status.FAILED;
    draft.error = error;
    draft.waitingFor = null;
    return turn.keep(draft);
  }

  static RunInfo withoutOneBatchOnly(RunInfo run) {
    return new RunInfo(
        run.run(), run.batchSize(), run.onError(), run.maxFailures(), run.params(), false);
  }

  /** What a command gives, checked and with defaults filled in. */
  static Map<String, Object> params(Definition edition, @Nullable Map<String, Object> given) {
    try {
      return ParameterValues.complete(edition.parameters(), given == null ? Map.of() : given);
    } catch (IllegalArgumentException e) {
      throw new RefusedException("'%s': %s".formatted(edition.migration(), e.getMessage()));
    }
  }

  private static RunInfo runInfo(
      RunInfo old, int run, StartOptions options, Map<String, Object> params) {
    StartOptions.Handling handling = options.handling();
    return new RunInfo(
        run,
        handling.batchSize() == null ? old.batchSize() : handling.batchSize(),
        handling.onError() == null ? old.onError() : handling.onError(),
        handling.maxFailures() == null ? old.maxFailures() : handling.maxFailures(),
        params,
        options.oneBatchOnly());
  }

  private static void refuseWhatNeedsANewRun(Draft draft, StartOptions options) {
    Definition newest = draft.newest();
    if (!newest.collection().equals(draft.definition.collection())) {
      throw new RefusedException(
          "version %d of '%s' is for collection '%s', its run %d was for '%s'; begin a new run with \"reset\":true"
              .formatted(
                  newest.revision().version(),
                  draft.migration(),
                  newest.collection(),
                  draft.runInfo.run(),
                  draft.definition.collection()));
    }
    refuseParamsOfAnotherEdition(draft);
    // Compared as JSON, because what was read back may be an Integer where a Long was given.
    if (options.params() != null
        && !Json.write(params(newest, options.params()))
            .equals(Json.write(draft.runInfo.params()))) {
      throw new RefusedException(
          "run %d of '%s' has params %s; others need a new run: add \"reset\":true, or leave params out to go on"
              .formatted(
                  draft.runInfo.run(), draft.migration(), Json.write(draft.runInfo.params())));
    }
  }

  /** What the run was given, every worker would refuse. */
  private static void refuseParamsOfAnotherEdition(Draft draft) {
    Definition newest = draft.newest();
    try {
      ParameterValues.complete(newest.parameters(), draft.runInfo.params());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "version %d of '%s' does not take the params %s of run %d (%s); begin a new run with \"reset\":true"
              .formatted(
                  newest.revision().version(),
                  draft.migration(),
                  Json.write(draft.runInfo.params()),
                  draft.runInfo.run(),
                  e.getMessage()));
    }
  }

  /**
   * A new place in a series; what followed stays, unless others are to; so does what it followed.
   */
  private static Series following(Series old, Series asked) {
    Series next = asked.next().isEmpty() ? old : asked;
    return new Series(
        next.next(),
        next.resetNext(),
        asked.continues() == null ? old.continues() : asked.continues());
  }

  private static Series joined(Turn turn, Draft draft, Series more) {
    Series kept = draft.series;
    SeriesRules.refuseToBeginAnew(turn, draft.build(), more.next());
    List<String> next = new ArrayList<>(kept.next());
    more.next().stream().filter(name -> !next.contains(name)).forEach(next::add);
    boolean reset = kept.next().isEmpty() ? more.resetNext() : kept.resetNext();
    return new Series(next, reset, more.continues() == null ? kept.continues() : more.continues());
  }
}
