package dev.godwit.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.Times;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoordinatorMetricsTest {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");
  private static final Revision REVISION = new Revision(1, "sha256:1");
  private static final String OF_A = "{migration=\"a\"}";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CoordinatorMetrics metrics = new CoordinatorMetrics(registry);

  @Test
  void onlyWhileItDecidesThereAreGaugesAboutMigrations() {
    // given
    Known known = new Known(running("a", 17, 100L), pending("b"));
    // then
    assertThat(scraped())
        .contains("\ngodwit_coordinator_active 0.0\n")
        .doesNotContain("godwit_migrations{", "godwit_migration_");
    // when
    metrics.active(known);
    // then
    assertThat(scraped())
        .contains(
            "\ngodwit_coordinator_active 1.0\n",
            "godwit_migrations{status=\"running\"} 1",
            "godwit_migrations{status=\"pending\"} 1",
            "godwit_migrations{status=\"failed\"} 0",
            "godwit_migration_processed_documents" + OF_A + " 17",
            "godwit_migration_estimated_documents" + OF_A + " 100",
            "godwit_migration_outstanding_batches" + OF_A + " 1")
        .as("one that never ran has nothing to show")
        .doesNotContain("{migration=\"b\"}");
    // when
    metrics.inactive(known);
    // then
    assertThat(scraped())
        .contains("\ngodwit_coordinator_active 0.0\n")
        .doesNotContain("godwit_migrations{", "godwit_migration_");
  }

  @Test
  void gaugesFollowTheStates() {
    // given
    Known known = new Known(pending("a"));
    metrics.active(known);
    // when
    known.put(running("a", 1, null));
    metrics.stored(known, known.find("a").orElseThrow());
    known.put(running("a", 2, null));
    metrics.stored(known, known.find("a").orElseThrow());
    // then
    assertThat(scraped())
        .contains(
            "godwit_migration_processed_documents" + OF_A + " 2",
            "godwit_migration_estimated_documents" + OF_A + " NaN");
  }

  @Test
  void theEndOfAnEarlierTermDoesNotEndTheCurrentOne() {
    // given
    Known earlier = new Known();
    Known current = new Known(running("a", 17, 100L));
    metrics.active(earlier);
    metrics.active(current);
    // when
    metrics.inactive(earlier);
    // then
    assertThat(scraped())
        .contains("\ngodwit_coordinator_active 1.0\n", "processed_documents" + OF_A + " 17");
  }

  @Test
  void whatGoesThroughTheRulesIsCountedAndTimed() {
    // given
    Effect task =
        new Effect.SendTask(
            new Task(
                Task.Kind.BATCH,
                new BatchId("a", 1, 0, 1),
                1,
                REVISION,
                new Page(Range.ALL, 10, OnError.FAIL, Map.of()),
                null,
                AT),
            0);
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

  @Test
  void everythingElseIsCountedTooAndEveryMetricHasAHelpText() {
    // when
    metrics.malformed("godwit.commands");
    metrics.failed();
    metrics.active(new Known(running("a", 1, 1L)));
    // then
    assertThat(scraped())
        .contains(
            "godwit_malformed_messages_total{topic=\"godwit.commands\"} 1",
            "godwit_decide_failures_total 1",
            "godwit_build{program=\"coordinator\",version=");
    assertThat(scraped().lines().filter(line -> line.startsWith("# HELP")))
        .allSatisfy(line -> assertThat(line.split(" ", 4)).hasSize(4));
  }

  @Test
  void theTableNamesEveryMetricAsPrometheusDoes() {
    assertThat(CoordinatorMetric.markdown().lines())
        .hasSize(CoordinatorMetric.values().length + 2)
        .contains(
            "| `godwit_commands_total` | counter | `command`, `accepted` | commands that were"
                + " answered |");
  }

  private String scraped() {
    return registry.scrape();
  }

  private static State pending(String migration) {
    return state(migration, 0, Status.PENDING, State.Progress.NONE);
  }

  private static State running(String migration, long processed, @Nullable Long total) {
    Delivery delivery = new Delivery(Delivery.Phase.SENT, 0, 1, AT, Delivery.Trouble.NONE);
    return state(
        migration,
        1,
        Status.RUNNING,
        new State.Progress(
            Counts.of(processed, 0, 0, 0, 0, 0),
            total,
            List.of(new Segment(0, Range.ALL, 1, false, null, delivery)),
            null,
            null));
  }

  private static State state(String migration, int run, Status status, State.Progress progress) {
    return new State(
        new Definition(migration, "", "teams", REVISION, Defaults.STANDARD, List.of()),
        status,
        new RunInfo(run, 10, OnError.FAIL, null, Map.of(), false),
        progress,
        new State.Context(new Times(AT, AT, null, 0), StartedBy.NOBODY, Series.NONE, null),
        null);
  }

  private static final class Known implements States {

    private final Map<String, State> states = new TreeMap<>();

    Known(State... known) {
      for (State state : known) {
        put(state);
      }
    }

    void put(State state) {
      states.put(state.migration(), state);
    }

    @Override
    public Optional<State> find(String migration) {
      return Optional.ofNullable(states.get(migration));
    }

    @Override
    public Collection<State> all() {
      return states.values();
    }
  }
}
