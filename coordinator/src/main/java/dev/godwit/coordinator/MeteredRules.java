package dev.godwit.coordinator;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts and times what goes through the rules. */
final class MeteredRules {

  /** The reason of a retry that needs none. */
  static final String AGAIN = "again";

  private static final Duration LONGEST_HOP = Duration.ofDays(1);

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
      if (input instanceof Input.Told told
          && told.event() instanceof Event.Completed completed
          && !decision.states().isEmpty()) {
        CoordinatorMetric.HOP.timer(registry).record(hop(completed, now));
      }
      return decision;
    };
  }

  private static void count(Input input, Decision decision, MeterRegistry registry) {
    if (input instanceof Input.Commanded commanded && !isPutOff(decision)) {
      String verb = commanded.command().verb().wireName();
      String accepted = String.valueOf(isAccepted(decision));
      CoordinatorMetric.COMMANDS.counter(registry, verb, accepted).increment();
    } else if (input instanceof Input.Told told) {
      CoordinatorMetric.EVENTS.counter(registry, name(told.event().getClass())).increment();
    }
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.SendTask send) {
        String kind = send.task().kind().wireName();
        CoordinatorMetric.TASKS_SENT.counter(registry, kind).increment();
        if (send.task().attempt() > 1) {
          String reason = reason(decision, send.task().batchId().migration());
          CoordinatorMetric.RETRIES.counter(registry, kind, reason).increment();
        }
      }
    }
  }

  /** Both ways are measured by both clocks, so that what one is ahead cancels out. */
  private static Duration hop(Event.Completed completed, Instant now) {
    Duration back = Duration.between(completed.origin().at(), now);
    Duration hop = back.plusMillis(completed.timing().waitedMs());
    // What a confused clock says must not cost the decision.
    return hop.isNegative() || hop.compareTo(LONGEST_HOP) > 0 ? Duration.ZERO : hop;
  }

  private static String reason(Decision decision, String migration) {
    for (State state : decision.states()) {
      if (state.migration().equals(migration)) {
        WaitReason reason = WaitReason.of(state);
        return reason == null ? AGAIN : reason.label();
      }
    }
    return AGAIN;
  }

  private static boolean isPutOff(Decision decision) {
    return decision.effects().stream().anyMatch(Effect.PutOff.class::isInstance);
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
