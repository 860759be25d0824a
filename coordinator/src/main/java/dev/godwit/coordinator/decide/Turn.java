package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One decision in the making: what is known, and what follows so far. */
final class Turn implements States {

  private final States known;
  private final Installation installation;
  private final Instant now;
  private final Map<String, State> kept = new LinkedHashMap<>();
  private final List<Effect> effects = new ArrayList<>();

  Turn(States known, Installation installation, Instant now) {
    this.known = known;
    this.installation = installation;
    this.now = now;
  }

  Instant now() {
    return now;
  }

  Installation installation() {
    return installation;
  }

  @Override
  public Optional<State> find(String migration) {
    State state = kept.get(migration);
    return state == null ? known.find(migration) : Optional.of(state);
  }

  @Override
  public Collection<State> all() {
    TreeMap<String, State> all = new TreeMap<>();
    known.all().forEach(state -> all.put(state.migration(), state));
    all.putAll(kept);
    return all.values();
  }

  @Override
  public Collection<Effect.PutOff> waiting() {
    return known.waiting();
  }

  /**
   * Stores and publishes the state. Among the states of one decision the last kept is stored last:
   * whoever hands something over is kept after the one who takes it.
   */
  State keep(Draft draft) {
    @Nullable State before = find(draft.migration()).orElse(null);
    boolean sameRun = before != null && before.run() == draft.runInfo.run();
    draft.times = times(draft, sameRun ? before : null);
    State after = draft.build();
    if (before != null && isAbandoned(before, after)) {
      Draft abandoned = new Draft(before);
      abandoned.status = Status.CANCELED;
      abandoned.times = times(abandoned, before);
      summarize(abandoned.build());
    }
    boolean changed = before == null || !sameRun || before.status() != after.status();
    // What was outstanding when the run stopped lands later, and belongs to its summary too.
    boolean landed =
        before != null
            && !changed
            && after.status() != Status.RUNNING
            && !RunSummary.of(before).outcome().equals(RunSummary.of(after).outcome());
    if ((changed || landed) && after.status() != Status.PENDING) {
      summarize(after);
    }
    return publish(after);
  }

  /** Stores and publishes the state as it is. */
  State publish(State state) {
    // Removed first, because a map keeps the place of a key that it has.
    kept.remove(state.migration());
    kept.put(state.migration(), state);
    return state;
  }

  void send(Task task, int partition) {
    effects.add(new Effect.SendTask(task, partition));
  }

  void reply(Reply reply) {
    effects.add(new Effect.SendReply(reply));
  }

  void putOff(Effect.PutOff command) {
    effects.add(command);
  }

  void answer(Effect.PutOff command, Reply reply) {
    effects.add(new Effect.AnswerPutOff(command.offset(), reply));
  }

  void summarize(State state) {
    effects.add(new Effect.KeepSummary(RunSummary.of(state)));
  }

  Decision decision() {
    return new Decision(List.copyOf(kept.values()), effects);
  }

  /** Whether a run that had not ended makes room for another one, or is forgotten. */
  private static boolean isAbandoned(State before, State after) {
    boolean goesOn = before.run() == after.run() && after.status() != Status.PENDING;
    return !goesOn
        && switch (before.status()) {
          case RUNNING, PAUSED -> true;
          case PENDING, CANCELED, FAILED, COMPLETED, COMPLETED_WITH_FAILURES -> false;
        };
  }

  private Times times(Draft draft, @Nullable State before) {
    long runningMs = draft.times.runningMs();
    if (before != null && before.status() == Status.RUNNING) {
      Instant since = before.context().times().updatedAt();
      runningMs += Math.max(0, Duration.between(since, now).toMillis());
    }
    Instant finishedAt =
        switch (draft.status) {
          case PENDING, RUNNING, PAUSED -> null;
          case CANCELED, FAILED, COMPLETED, COMPLETED_WITH_FAILURES ->
              before != null && before.status() == draft.status ? draft.times.finishedAt() : now;
        };
    return new Times(draft.times.startedAt(), now, finishedAt, runningMs);
  }
}
