package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.topology.Rules;
import java.util.function.UnaryOperator;

/** A deliberate defect, in the rules or in the craft of the workers. */
enum Mutant {
  /** None at all. */
  NONE,

  DUPLICATES_ARE_COUNTED(RuleMutants::duplicatesAreCounted),
  STALE_RUNS_ARE_ACCEPTED(RuleMutants::staleRunsAreAccepted),
  SPANS_ARE_NOT_CHECKED(RuleMutants::spansAreNotChecked),
  TICKS_ARE_IGNORED(RuleMutants::ticksAreIgnored),
  TAKING_OVER_IS_IGNORED(RuleMutants::takingOverIsIgnored),
  WHAT_IS_CANCELED_GOES_ON(RuleMutants::whatIsCanceledGoesOn),
  WHAT_IS_PAUSED_IS_OVERDUE(RuleMutants::whatIsPausedIsOverdue),
  CANCELING_KEEPS_THE_SERIES(RuleMutants::cancelingKeepsTheSeries),
  COMMAND_OFFSETS_ARE_FORGOTTEN(RuleMutants::commandOffsetsAreForgotten),
  RESET_KEEPS_THE_RUN(RuleMutants::resetKeepsTheRun),
  PREDECESSORS_ARE_STORED_FIRST(RuleMutants::predecessorsAreStoredFirst),
  SUCCESSORS_ARE_STARTED_AGAIN(RuleMutants::successorsAreStartedAgain),
  SERIES_GO_ON_AFTER_FAILURES(RuleMutants::seriesGoOnAfterFailures),
  FAILURES_READ_AS_SUCCESS(RuleMutants::failuresReadAsSuccess),
  OUTAGES_COUNT_AS_FAILURES(RuleMutants::outagesCountAsFailures),
  DRY_RUNS_ARE_REMEMBERED(RuleMutants::dryRunsAreRemembered),
  REFUSALS_ARE_SILENT(RuleMutants::refusalsAreSilent),
  RESETS_ARE_INHERITED(SeriesMutants::resetsAreInherited),
  BEGINNING_DROPS_THE_SERIES(SeriesMutants::beginningDropsTheSeries),
  DEATHS_ARE_FORGOTTEN(DeclineMutants::deathsAreForgotten),
  LATE_DECLINES_COUNT(DeclineMutants::lateDeclinesCount),
  RETRIES_ARE_ADDED(RuleMutants::retriesAreAdded),
  TRIED_LETTERS_ARE_KEPT(RuleMutants::triedLettersAreKept),
  SUMMARIES_ARE_NOT_KEPT(RuleMutants::summariesAreNotKept),

  WRITES_ARE_NOT_GUARDED(CraftMutants.WRITES_ARE_NOT_GUARDED),
  MISSED_WRITES_GO_UNNOTICED(CraftMutants.MISSED_WRITES_GO_UNNOTICED),
  VERSIONS_ARE_FORGOTTEN(CraftMutants.VERSIONS_ARE_FORGOTTEN),
  CUT_PAGES_ARE_THE_LAST(CraftMutants.CUT_PAGES_ARE_THE_LAST),
  THE_CURSOR_PASSES_WHAT_FAILS(CraftMutants.THE_CURSOR_PASSES_WHAT_FAILS),
  CURRENT_TASKS_ARE_DROPPED(CraftMutants.CURRENT_TASKS_ARE_DROPPED),
  SKIPPED_DOCUMENTS_ARE_NOT_KEPT(CraftMutants.SKIPPED_DOCUMENTS_ARE_NOT_KEPT),
  LETTERS_OF_ANY_ATTEMPT_COUNT(CraftMutants.LETTERS_OF_ANY_ATTEMPT_COUNT),
  DRY_RUNS_WRITE(CraftMutants.DRY_RUNS_WRITE);

  private final UnaryOperator<Rules> change;
  private final Craft craft;

  Mutant() {
    this(right -> right, Craft.RIGHT);
  }

  Mutant(UnaryOperator<Rules> change) {
    this(change, Craft.RIGHT);
  }

  Mutant(Craft craft) {
    this(right -> right, craft);
  }

  Mutant(UnaryOperator<Rules> change, Craft craft) {
    this.change = change;
    this.craft = craft;
  }

  Rules rules(Rules right) {
    return change.apply(right);
  }

  Craft craft() {
    return craft;
  }
}
