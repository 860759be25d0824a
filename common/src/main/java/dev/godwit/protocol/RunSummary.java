package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * How a run came out or, while it is under way, how it stood when it last began or went on; the
 * value of a record of {@code godwit.history}.
 *
 * @param migration which migration
 * @param run which of its runs
 * @param revision which edition of it
 * @param outcome what came of it
 * @param times when
 * @param actor who started or resumed it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunSummary(
    String migration,
    int run,
    @JsonUnwrapped Revision revision,
    @JsonUnwrapped Outcome outcome,
    @JsonUnwrapped Times times,
    @JsonUnwrapped Actor actor) {

  public RunSummary {
    actor = actor == null ? Actor.NOBODY : actor;
  }

  /**
   * What came of a run.
   *
   * @param status where it stands
   * @param counts what became of documents
   * @param error why it stopped; null when it did not
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Outcome(Status status, @JsonUnwrapped Counts counts, @Nullable Failure error) {}

  /** The summary of the run that a state tells of. */
  public static RunSummary of(State state) {
    return new RunSummary(
        state.migration(),
        state.run(),
        state.definition().revision(),
        new Outcome(state.status(), state.progress().counts(), state.progress().error()),
        state.context().times(),
        state.context().starter().actor());
  }

  /** The key of the record: {@code migration/run}. */
  public String key() {
    return migration + "/" + run;
  }
}
