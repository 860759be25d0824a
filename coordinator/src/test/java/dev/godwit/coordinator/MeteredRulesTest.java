package dev.godwit.coordinator;

import static dev.godwit.coordinator.Samples.AT;
import static dev.godwit.coordinator.Samples.REVISION;
import static dev.godwit.coordinator.Samples.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Delivery.Phase;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeteredRulesTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void aHopIsAllTheTimeThatIsNotWork() {
    // given
    State state = running("a", 1, null);
    Rules rules =
        MeteredRules.wrap(
            (states, input, now) ->
                new Decision(
                    input instanceof Input.Told told && told.event().migration().equals("a")
                        ? List.of(state)
                        : List.of(),
                    List.of()),
            registry);
    // when: the worker's clock is 1 s ahead, the task took 2 ms there and the event 3 ms back
    rules.decide(new Known(), completed("a", AT.plusMillis(1000), 1002), AT.plusMillis(3));
    rules.decide(new Known(), completed("stale", AT, 0), AT.plusSeconds(1000));
    // then
    assertThat(scraped())
        .contains("godwit_hop_seconds_count 1", "godwit_hop_seconds_sum 0.005")
        .contains("godwit_hop_seconds_bucket{le=\"0.005\"} 1");
  }

  @Test
  void whatIsAskedForAgainIsCountedByItsReason() {
    // given
    Rules rules =
        MeteredRules.wrap(
            (states, input, now) ->
                new Decision(
                    List.of(Samples.inTrouble("a", Phase.SENT, new Trouble(0, 0, 1, 0, 0), "text")),
                    List.of(
                        new Effect.SendTask(task("a", 2), 0),
                        new Effect.SendTask(task("b", 2), 0),
                        new Effect.SendTask(task("a", 1), 0))),
            registry);
    // when
    rules.decide(new Known(), new Input.Tick(), AT);
    // then
    assertThat(scraped())
        .contains(
            "godwit_retries_total{reason=\"noWorker\",task=\"batch\"} 1",
            "godwit_retries_total{reason=\"again\",task=\"batch\"} 1",
            "godwit_tasks_sent_total{task=\"batch\"} 3");
  }

  @Test
  void whatGoesThroughTheRulesIsCountedAndTimed() {
    // given
    Effect task = new Effect.SendTask(task("a", 1), 0);
    Effect refusal =
        new Effect.SendReply(new Reply("pause", null, "a", false, "refused", AT, null));
    Rules rules =
        MeteredRules.wrap(
            (states, input, now) ->
                new Decision(List.of(), List.of(input instanceof Input.Commanded ? refusal : task)),
            registry);
    Event event = new Event.Working(new Event.Origin(new BatchId("a", 1, 0, 1), 1, "w", AT), 1);
    // when
    rules.decide(new Known(), new Input.Commanded(Command.of(Verb.PAUSE, "a"), 0), AT);
    rules.decide(new Known(), new Input.Told(event), AT);
    rules.decide(new Known(), new Input.Tick(), AT);
    // then
    assertThat(scraped())
        .contains(
            "godwit_commands_total{accepted=\"false\",command=\"pause\"} 1",
            "godwit_events_total{event=\"working\"} 1",
            "godwit_tasks_sent_total{task=\"batch\"} 2",
            "godwit_decide_seconds_count{input=\"commanded\"} 1",
            "godwit_decide_seconds_count{input=\"told\"} 1",
            "godwit_decide_seconds_count{input=\"tick\"} 1");
  }

  @Test
  void aCommandWithoutAReplyIsAccepted() {
    // given
    Rules rules = MeteredRules.wrap((states, input, now) -> Decision.NOTHING, registry);
    // when
    rules.decide(new Known(), new Input.Commanded(Command.of(Verb.START, "a"), 0), AT);
    // then
    assertThat(scraped()).contains("godwit_commands_total{accepted=\"true\",command=\"start\"} 1");
  }

  private String scraped() {
    return registry.scrape();
  }

  private static Task task(String migration, int attempt) {
    return new Task(
        Task.Kind.BATCH,
        new BatchId(migration, 1, 0, 1),
        attempt,
        REVISION,
        new Page(Range.ALL, 10, OnError.FAIL, Map.of()),
        null,
        AT);
  }

  private static Input completed(String migration, Instant at, long waitedMs) {
    return new Input.Told(
        new Event.Completed(
            new Event.Origin(new BatchId(migration, 1, 0, 1), 1, "w", at),
            new Event.Span(null, null, false),
            Counts.ZERO,
            null,
            new Event.Timing(waitedMs, 0, 0, 0, 7)));
  }
}
