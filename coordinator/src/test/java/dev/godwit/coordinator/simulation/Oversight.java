package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at every decision before it is carried out, and holds it to all promises. */
final class Oversight {

  private final ProgressPromises progress;
  private final BeginningPromises beginnings = new BeginningPromises();
  private final Lineage lineage = new Lineage();

  Oversight(World world) {
    progress = new ProgressPromises(world);
  }

  /** What the decision stores in this order, with what has happened if it is stored. */
  List<Put> decided(States before, Input input, Decision decision) {
    Map<String, State> changed = new HashMap<>();
    List<Transition> transitions = new ArrayList<>();
    for (State state : decision.states()) {
      changed.put(state.migration(), state);
      transitions.add(new Transition(input, before.find(state.migration()).orElse(null), state));
    }
    Lookup after =
        name -> Optional.ofNullable(changed.get(name)).or(() -> before.find(name)).orElseThrow();
    for (Transition transition : transitions) {
      LifecyclePromises.check(transition);
      SeriesPromises.check(transition, before, after);
      beginnings.check(transition, before);
    }
    progress.check(input, before, transitions);
    AskingPromises.check(decision, after);
    AnswerPromises.check(input, decision);
    List<Put> puts = lineage.puts(transitions);
    if (input instanceof Input.Commanded commanded) {
      for (Effect effect : decision.effects()) {
        if (effect instanceof Effect.SendReply send) {
          lineage.decided(commanded.offset());
          puts.add(
              Put.of(
                  new Put.Answered((int) commanded.offset(), send.reply()), lineage.decisions()));
        }
      }
    }
    return puts;
  }

  void stored(Put put) {
    lineage.stored(put);
  }

  void crashed() {
    lineage.crashed();
  }

  /** The states as they are after a decision. */
  @FunctionalInterface
  interface Lookup {
    State state(String migration);
  }

  static List<Effect.SendTask> tasks(Decision decision) {
    List<Effect.SendTask> tasks = new ArrayList<>();
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.SendTask send) {
        tasks.add(send);
      }
    }
    return tasks;
  }
}
