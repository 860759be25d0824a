package dev.godwit.coordinator.decide;

import dev.godwit.protocol.State;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from commands, events and the passing of time; all rules of the lifecycle
 * begin here.
 */
public final class Decider {

  private final Installation installation;

  public Decider(Installation installation) {
    this.installation = installation;
  }

  /** What follows from the input, as things stand. */
  public Decision decide(States states, Input input, Instant now) {
    Turn turn = new Turn(states, installation, now);
    if (input instanceof Input.Commanded commanded) {
      return CommandRules.decide(states, installation, commanded, turn);
    } else if (input instanceof Input.Told told) {
      EventRules.apply(turn, told.event());
    } else if (input instanceof Input.Tick tick) {
      Watchdog.tick(turn, about(tick.migration()));
    } else if (input instanceof Input.Renumbered) {
      CommandRules.forgetOffsets(turn);
    } else if (input instanceof Input.TakenOver takenOver) {
      Watchdog.takeOver(turn, about(takenOver.migration()));
    } else {
      throw new AssertionError("no rule for " + input.getClass());
    }
    return turn.decision();
  }

  private static Predicate<State> about(@Nullable String migration) {
    return state -> migration == null || migration.equals(state.migration());
  }
}
