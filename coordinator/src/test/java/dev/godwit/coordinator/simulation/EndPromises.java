package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Failure;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What must be true once everything has come to its end. */
final class EndPromises {

  private EndPromises() {}

  /** Whatever was lost on the way has been derived again. */
  static void everythingIsTold(World world, ModelCoordinator coordinator) {
    Broker broker = world.broker;
    Map<String, State> published = new HashMap<>();
    broker.states.forEach(state -> published.put(state.migration(), state));
    for (State state : coordinator.all()) {
      Promise.EVERYTHING_IS_PUBLISHED.check(
          state.equals(published.get(state.migration())),
          "stored is [%s], published is [%s]",
          state,
          published.get(state.migration()));
      if (state.status() != Status.PENDING) {
        RunSummary told = broker.history.get(state.migration() + "/" + state.run());
        Promise.EVERYTHING_IS_PUBLISHED.check(
            told != null && tells(told, state),
            "stored is [%s], the summary tells %s",
            state,
            told);
      }
    }
    for (int offset = 0; offset < broker.commands.size(); offset++) {
      Promise.EVERY_COMMAND_IS_ANSWERED.check(
          broker.replies.containsKey(Person.id(offset)), "nobody answered command %d", offset);
    }
  }

  private static boolean tells(RunSummary told, State state) {
    return told.outcome().equals(RunSummary.of(state).outcome());
  }

  /** Nobody stopped it: it is completed, or documents kept it from that. */
  static void endedWell(State state) {
    Failure error = state.progress().error();
    boolean broken = error != null && error.documentId() != null;
    boolean tooMany = error != null && error.message().contains("more than maxFailures");
    Promise.GOES_ON_BY_ITSELF.check(
        state.status().isFinished() || (state.status() == Status.FAILED && (broken || tooMany)),
        "[%s] with error %s",
        state,
        error);
  }

  static void isMigrated(
      ModelMigration migration, int version, State state, Collection<Doc> documents) {
    Promise.EVERY_DOCUMENT_IS_MIGRATED.check(state.status() == Status.COMPLETED, "[%s]", state);
    for (Doc doc : documents) {
      Promise.EVERY_DOCUMENT_IS_MIGRATED.check(
          doc.equals(migration.rightly(doc, version)), "'%s' left %s", migration.wireName(), doc);
    }
  }
}
