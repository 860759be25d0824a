package dev.godwit.coordinator.simulation;

import org.jspecify.annotations.Nullable;

/** What the simulation holds Godwit to, whatever goes wrong. */
enum Promise {
  DECIDES("every input is decided about"),
  COUNTED_ONCE("a batch counts once, when its first event lands, and nothing else counts"),
  CURSOR_NEVER_MOVES_BACK("the cursor never moves back within a run"),
  NOTHING_SKIPPED("the cursor never passes a document that was not handled"),
  FAILED_DOCUMENTS_ARE_KEPT("a document that is skipped is in the dead letters"),
  ONE_CURRENT_BATCH("a segment has one current batch, and no other is asked for"),
  ONLY_A_RUNNING_ONE_ASKS("nothing is asked for of a migration that does not run"),
  NEVER_STALLED("a migration that runs has a batch outstanding"),
  STOPPED_STAYS_STOPPED("only a person or a series sets going what does not run"),
  HONEST_STATUS("a status says what happened: no failure reads as success, no outage as failure"),
  ONE_BATCH_ONLY("a run that was started for one batch only stops after it"),
  WAITING_IS_EXPLAINED("a state says what is waited for"),
  CANCEL_DROPS_THE_SERIES("nothing follows a migration that was canceled"),
  SERIES_IN_ORDER("a successor begins only when its predecessor is completed, and then it does"),
  SERIES_ONCE("a predecessor starts its successor once"),
  NOTHING_OWED_IS_LOST("what a stored state has handed on is stored too"),
  COMMAND_ONCE("a command is carried out once, however often it is read"),
  DECIDED_ONCE("a command is not decided again once anything is stored that was decided later"),
  RUNS_BEGIN_ON_DEMAND("a run begins by a command or a series, and counts up by one"),
  NOBODY_ELSE_BEGINS_ANEW("only what somebody wanted to begin anew does so"),
  THE_SERIES_IS_KEPT("what is to follow is dropped by canceling, clearing and replacing alone"),
  DEATHS_ARE_REMEMBERED("who declines says nothing of those who took the batch before"),
  REFUSALS_LEAVE_NO_TRACE("a refused command, or a dry run, changes nothing"),
  EVERY_COMMAND_IS_ANSWERED("a command has one answer each time it is read"),
  NO_WRITE_IS_LOST("a write does to the document as it is now what the migration says, once"),
  GOES_ON_BY_ITSELF("once nothing goes wrong any more, what runs comes to its end"),
  EVERYTHING_IS_PUBLISHED("states and summaries on their topics tell what the store holds"),
  COUNTS_ARE_TRUE("an undisturbed run counts what became of the documents"),
  EVERY_DOCUMENT_IS_MIGRATED("after a completed run every document is as the migration wants it");

  private final String sentence;

  Promise(String sentence) {
    this.sentence = sentence;
  }

  /** Holds unless the condition fails. */
  void check(boolean holds, String details, @Nullable Object... args) {
    if (!holds) {
      throw broken(details, args);
    }
  }

  Violation broken(String details, @Nullable Object... args) {
    return new Violation(this, details.formatted(Shown.all(args)));
  }

  @Override
  public String toString() {
    return sentence;
  }
}
