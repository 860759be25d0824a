package dev.godwit.coordinator;

import static dev.godwit.coordinator.Samples.AT;
import static dev.godwit.coordinator.Samples.pending;
import static dev.godwit.coordinator.Samples.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.coordinator.Samples.SetClock;
import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Delivery.Phase;
import dev.godwit.protocol.Delivery.Trouble;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CoordinatorMetricsTest {

  private static final String OF_A = "{migration=\"a\"}";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SetClock clock = new SetClock();
  private final CoordinatorMetrics metrics = new CoordinatorMetrics(registry, clock);

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
            "godwit_migration_outstanding_batches" + OF_A + " 1",
            "godwit_migration_progress_ratio" + OF_A + " 0.17",
            "godwit_migration_documents{migration=\"a\",outcome=\"updated\"} 17",
            "godwit_migration_status{migration=\"a\",status=\"running\"} 1",
            "godwit_migration_status{migration=\"b\",status=\"pending\"} 1")
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
            "godwit_migration_status{migration=\"a\",status=\"running\"} 1")
        .as("what is not known would make sums unknown")
        .doesNotContain("godwit_migration_estimated_documents", "NaN")
        .doesNotContain("status=\"pending\"} 1");
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
  void aMigrationThatIsDoneForLongLeaves() {
    // given
    Known known =
        new Known(
            Samples.ended("done", Status.COMPLETED, Counts.ZERO, AT),
            Samples.ended("failed", Status.FAILED, Counts.ZERO, AT));
    Rules rules = metrics.measured((states, input, now) -> Decision.NOTHING);
    metrics.active(known);
    // when
    clock.pass(CoordinatorMetrics.SHOWN_WHEN_DONE);
    rules.decide(known, new Input.Tick(), clock.instant());
    // then
    assertThat(scraped()).contains("migration=\"done\"", "migration=\"failed\"");
    // when
    clock.pass(Duration.ofSeconds(1));
    rules.decide(known, new Input.Tick(), clock.instant());
    // then
    assertThat(scraped())
        .contains("migration=\"failed\"", "godwit_migrations{status=\"completed\"} 1")
        .doesNotContain("migration=\"done\"");
    // when
    metrics.active(known);
    // then
    assertThat(scraped()).doesNotContain("migration=\"done\"");
    // when
    known.put(running("done", 0, null));
    metrics.stored(known, known.find("done").orElseThrow());
    // then
    assertThat(scraped()).contains("{migration=\"done\",status=\"running\"}");
  }

  @Test
  void whyAndHowLongItWaitsIsMeasured() {
    // given
    Known known = new Known(running("a", 0, 100L));
    Rules rules = metrics.measured((states, input, now) -> Decision.NOTHING);
    metrics.active(known);
    clock.pass(Duration.ofSeconds(10));
    // when
    store(known, Samples.inTrouble("a", Phase.WAITING, new Trouble(0, 0, 0, 0, 1), "secret text"));
    clock.pass(Duration.ofSeconds(4));
    rules.decide(known, new Input.Tick(), clock.instant());
    store(known, Samples.inTrouble("a", Phase.SENT, new Trouble(0, 0, 0, 0, 2), null));
    clock.pass(Duration.ofSeconds(3));
    rules.decide(known, new Input.Tick(), clock.instant());
    // then
    assertThat(scraped())
        .contains(
            "godwit_migration_waiting_seconds{migration=\"a\",reason=\"outage\"} 7",
            "godwit_waiting_seconds_total{reason=\"outage\"} 7",
            "godwit_waiting_seconds_total{reason=\"noWorker\"} 0",
            "godwit_migration_idle_seconds" + OF_A + " 17")
        .doesNotContain("secret text");
    // when
    store(known, running("a", 1, 100L));
    clock.pass(Duration.ofSeconds(5));
    rules.decide(known, new Input.Tick(), clock.instant());
    // then
    assertThat(scraped())
        .contains(
            "godwit_waiting_seconds_total{reason=\"outage\"} 7",
            "godwit_migration_idle_seconds" + OF_A + " 5")
        .doesNotContain("godwit_migration_waiting_seconds");
  }

  @Test
  void theOldestBatchIsAsOldAsItsFirstAttempt() {
    // given
    Known known = new Known(Samples.batch("a", 1));
    metrics.active(known);
    clock.pass(Duration.ofSeconds(10));
    // when
    store(known, Samples.inTrouble("a", Phase.SENT, new Trouble(0, 0, 1, 0, 0), null));
    // then
    assertThat(scraped()).contains("godwit_migration_oldest_batch_seconds" + OF_A + " 10");
    // when
    store(known, Samples.batch("a", 2));
    // then
    assertThat(scraped()).contains("godwit_migration_oldest_batch_seconds" + OF_A + " 0");
  }

  @Test
  void whatRemainsFollowsFromTheRate() {
    // given
    Known known = new Known(running("a", 0, 1000L, AT, 0));
    metrics.active(known);
    assertThat(scraped()).doesNotContain("godwit_migration_remaining_seconds");
    // when
    clock.pass(Duration.ofSeconds(10));
    store(known, running("a", 100, 1000L, clock.instant(), 10_000));
    // then
    assertThat(scraped()).contains("godwit_migration_remaining_seconds" + OF_A + " 90");
    // when
    store(known, Samples.ended("a", Status.PAUSED, Counts.of(100, 0, 0, 0, 0, 0), AT));
    // then
    assertThat(scraped())
        .contains("godwit_migration_progress_ratio" + OF_A + " 0.99")
        .doesNotContain(
            "godwit_migration_remaining_seconds",
            "godwit_migration_idle_seconds",
            "godwit_migration_oldest_batch_seconds");
  }

  @Test
  void everythingElseIsCountedTooAndEveryMetricHasAHelpText() {
    // given
    metrics.reads("godwit.commands");
    metrics.reads("godwit.events");
    // when
    metrics.malformed("godwit.commands");
    metrics.failed();
    metrics.active(new Known(running("a", 1, 1L)));
    // then
    assertThat(scraped())
        .contains(
            "godwit_malformed_messages_total{topic=\"godwit.commands\"} 1",
            "godwit_malformed_messages_total{topic=\"godwit.events\"} 0",
            "godwit_decide_failures_total 1");
    assertThat(scraped().lines().filter(line -> line.startsWith("# HELP")))
        .allSatisfy(line -> assertThat(line.split(" ", 4)).hasSize(4));
  }

  @Test
  void theTableNamesEveryMetricAsPrometheusDoes() {
    assertThat(CoordinatorMetric.markdown().lines())
        .hasSize(CoordinatorMetric.values().length + 4)
        .contains(
            "| `godwit_commands_total` | counter | `command`, `accepted` | commands that were"
                + " answered |");
  }

  private String scraped() {
    return registry.scrape();
  }

  private void store(Known known, State state) {
    known.put(state);
    metrics.stored(known, state);
  }
}
