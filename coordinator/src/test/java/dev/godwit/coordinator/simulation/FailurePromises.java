package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.State;
import java.util.HashSet;
import java.util.Set;

/** That the failed documents of a run are known, each by one letter of an accepted attempt. */
final class FailurePromises {

  private FailurePromises() {}

  static void check(World world, State state) {
    Failures failures = state.progress().failures();
    Failures.Retry retry = failures.retry();
    Offsets known = retry == null ? failures.letters() : failures.letters().plus(retry.left());
    long failed = state.progress().counts().failed();
    Set<Integer> documents = new HashSet<>();
    for (Letter letter : world.broker.letters(known)) {
      Promise.FAILED_DOCUMENTS_ARE_KEPT.check(
          letter.isOf(state.migration(), state.run()), "[%s] has %s", state, letter);
      documents.add(letter.documentId());
    }
    // What has expired is forgotten, and its documents stay failed.
    boolean expired = world.broker.lettersKeptFrom > 0;
    Promise.FAILED_DOCUMENTS_ARE_KEPT.check(
        documents.size() == known.size()
            && (known.size() == failed || (expired && known.size() < failed)),
        "[%s] has letters %s, of documents %s",
        state,
        known,
        documents);
  }

  /** The letters that an event names are those of the documents that failed. */
  static void check(World world, Event.Completed event, PageLog page) {
    Set<Integer> documents = new HashSet<>();
    world.broker.letters(event.written()).forEach(letter -> documents.add(letter.documentId()));
    Promise.FAILED_DOCUMENTS_ARE_KEPT.check(
        documents.equals(page.skipped()) && event.counts().failed() == documents.size(),
        "%s skipped %s and has letters of %s",
        event,
        page.skipped(),
        documents);
  }
}
