package dev.godwit.cli.text;

import dev.godwit.protocol.Failure;
import dev.godwit.protocol.State;

/** What somebody can do about a migration that is not completed. */
final class Advice {

  private Advice() {}

  /** A sentence without a full stop; empty when there is nothing to be done. */
  static String on(State state) {
    String name = state.migration();
    return switch (state.status()) {
      case PENDING -> "'godwit start %s' starts it".formatted(name);
      case RUNNING, COMPLETED -> "";
      case PAUSED -> "'godwit resume %s' goes on from there".formatted(name);
      case CANCELED -> "'godwit start %s' goes on from there".formatted(name);
      case FAILED -> onFailed(state);
      case COMPLETED_WITH_FAILURES ->
          "'godwit retry-failed %s' tries those that failed again, 'godwit start %s --reset' all of them"
              .formatted(name, name);
    };
  }

  private static String onFailed(State state) {
    Failure error = state.progress().error();
    String goOn =
        "mend the cause, then 'godwit start %s' goes on from there".formatted(state.migration());
    if (error == null || error.documentId() == null) {
      return state.progress().failures().letters().isEmpty()
          ? goOn
          : goOn
              + "; 'godwit retry-failed %s' tries those that failed again"
                  .formatted(state.migration());
    }
    return goOn
        + "; 'godwit start %s --on-error skip' puts such documents aside"
            .formatted(state.migration());
  }
}
