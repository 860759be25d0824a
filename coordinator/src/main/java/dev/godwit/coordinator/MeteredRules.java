package dev.godwit.coordinator;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.topology.Rules;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts and times what goes through the rules. */
final class MeteredRules {

  private MeteredRules() {}

  /** The same rules, measured. */
  static Rules wrap(Rules rules, MeterRegistry registry) {
    return (states, input, now) -> {
      long begun = System.nanoTime();
      Decision decision = rules.decide(states, input, now);
      CoordinatorMetric.DECIDE
          .timer(registry, name(input.getClass()))
          .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
      count(input, decision, registry);
      return decision;
    };
  }

  private static void count(Input input, Decision decision, MeterRegistry registry) {
    if (input instanceof Input.Commanded commanded) {
      String verb = commanded.command().verb().wireName();
      String accepted = String.valueOf(isAccepted(decision));
      CoordinatorMetric.COMMANDS.counter(registry, verb, accepted).increment();
    } else if (input instanceof Input.Told told) {
      CoordinatorMetric.EVENTS.counter(registry, name(told.event().getClass())).increment();
    }
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.SendTask send) {
        CoordinatorMetric.TASKS_SENT.counter(registry, send.task().kind().wireName()).increment();
      }
    }
  }

  /** A dry run is answered by the worker later, so that nothing is refused here. */
  private static boolean isAccepted(Decision decision) {
    return decision.effects().stream()
        .filter(Effect.SendReply.class::isInstance)
        .map(effect -> ((Effect.SendReply) effect).reply().accepted())
        .findFirst()
        .orElse(true);
  }

  private static String name(Class<?> type) {
    String name = type.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
