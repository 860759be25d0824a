package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.WorkResult;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Task TASK =
      new Task(
          Task.Kind.BATCH,
          new BatchId("plans", 1, 0, 1),
          1,
          new Revision(1, "sha256:0"),
          new Page(Range.ALL, 10, OnError.FAIL, Map.of()),
          null,
          NOW);
  private static final Event.Origin ORIGIN = new Event.Origin(TASK.batchId(), 1, "w", NOW);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<String> failures = new ArrayList<>();
  private Instant now = NOW;
  private final WorkerMetrics metrics =
      new WorkerMetrics(
          registry,
          3,
          failures::add,
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  @Test
  void documentsBatchesAndTimesAreCounted() throws Exception {
    // when
    perform(
        new Event.Completed(
            ORIGIN,
            new Event.Span(null, new Cursor(new BsonString("the-secret-id")), false),
            Counts.of(5, 4, 3, 2, 1, 7),
            null,
            new Event.Timing(10, 20, 30, 40, 100)));

    // then
    assertThat(registry.scrape())
        .contains("godwit_worker_documents_total{migration=\"plans\",outcome=\"updated\"} 5.0")
        .contains("godwit_worker_documents_total{migration=\"plans\",outcome=\"unchanged\"} 4.0")
        .contains("godwit_worker_documents_total{migration=\"plans\",outcome=\"deleted\"} 3.0")
        .contains("godwit_worker_documents_total{migration=\"plans\",outcome=\"failed\"} 2.0")
        .contains("godwit_worker_documents_total{migration=\"plans\",outcome=\"vanished\"} 1.0")
        .contains("godwit_worker_conflicts_total{migration=\"plans\"} 7.0")
        .contains(
            "godwit_worker_batches_total{migration=\"plans\",result=\"completed\",task=\"batch\"}"
                + " 1.0")
        .contains("godwit_worker_batch_seconds_sum{migration=\"plans\"} 0.1")
        .contains("godwit_worker_read_seconds_sum{migration=\"plans\"} 0.02")
        .contains("godwit_worker_migrate_seconds_sum{migration=\"plans\"} 0.03")
        .contains("godwit_worker_write_seconds_sum{migration=\"plans\"} 0.04")
        .contains("godwit_worker_waited_seconds_sum{migration=\"plans\"} 0.01")
        .contains("godwit_worker_batch_documents_sum{migration=\"plans\"} 15")
        .contains("godwit_worker_batch_documents_bucket{migration=\"plans\",le=\"10.0\"} 0")
        .contains("godwit_worker_batch_documents_bucket{migration=\"plans\",le=\"50.0\"} 1")
        .contains("godwit_worker_batch_seconds_bucket{migration=\"plans\",le=\"0.05\"} 0")
        .contains("godwit_worker_batch_seconds_bucket{migration=\"plans\",le=\"0.1\"} 1")
        .doesNotContain("the-secret-id");
  }

  @Test
  void otherEndsAreCountedByTheirKind() throws Exception {
    // when
    perform(new Event.Failed(ORIGIN, FailureKind.OUTAGE, "away"));
    perform(new Event.Failed(ORIGIN, FailureKind.OUTAGE, "away"));
    perform(new Event.Declined(ORIGIN, "unknown", null));

    // then
    assertThat(registry.scrape())
        .contains("result=\"outage\",task=\"batch\"} 2.0")
        .contains("result=\"declined\",task=\"batch\"} 1.0")
        .doesNotContain("outcome=\"updated\"");
  }

  @Test
  void whatIsNotDoneIsCounted() {
    // when
    metrics.malformed();
    metrics.dropped(TASK);
    metrics.inFlight(2);
    metrics.broken("over");

    // then
    assertThat(registry.scrape())
        .contains("godwit_worker_malformed_tasks_total 1.0")
        .contains("godwit_worker_dropped_tasks_total{migration=\"plans\"} 1.0")
        .contains("godwit_worker_running_tasks 2.0")
        .contains("godwit_worker_known_migrations 3.0");
    assertThat(failures).containsExactly("over");
  }

  @Test
  void deadLettersBeginAtZeroAndAreCounted() throws Exception {
    // given
    List<String> before = new ArrayList<>();
    DeadLetter letter =
        new DeadLetter(TASK.batchId(), 1, new BsonString("the-secret-id"), "bad", null, NOW);
    // when
    metrics
        .measured(
            (task, signs) -> {
              before.add(registry.scrape());
              return new WorkResult(
                  List.of(letter, letter), new Event.Failed(ORIGIN, FailureKind.PAGE, "x"), null);
            })
        .perform(TASK, documents -> {});
    // then
    assertThat(before.get(0))
        .contains("godwit_worker_dead_letters_total{migration=\"plans\"} 0.0")
        .contains("godwit_worker_documents_total{migration=\"plans\",outcome=\"failed\"} 0.0");
    assertThat(registry.scrape())
        .contains("godwit_worker_dead_letters_total{migration=\"plans\"} 2.0")
        .doesNotContain("the-secret-id");
  }

  @Test
  void aMigrationWithoutTasksForAWeekLeaves() throws Exception {
    // given
    metrics.dropped(TASK);
    // when
    now = NOW.plus(WorkerMetrics.KEPT);
    perform("other", new Event.Declined(ORIGIN, "unknown", null));
    // then
    assertThat(registry.scrape()).contains("migration=\"plans\"");
    // when
    now = now.plusSeconds(1);
    perform("third", new Event.Declined(ORIGIN, "unknown", null));
    // then
    assertThat(registry.scrape())
        .doesNotContain("migration=\"plans\"")
        .contains("migration=\"other\"", "migration=\"third\"", "malformed_tasks_total 0.0");
  }

  @Test
  void everyMetricHasAHelpText() throws Exception {
    // given
    perform(
        new Event.Completed(
            ORIGIN, new Event.Span(null, null, true), Counts.ZERO, null, Event.Timing.NONE));
    metrics.dropped(TASK);

    // then
    List<String> lines = registry.scrape().lines().toList();
    for (String line : lines) {
      if (line.startsWith("# TYPE ")) {
        String name = line.split(" ", -1)[2];
        assertThat(lines).anyMatch(help -> help.matches("# HELP " + name + " .{10,}"));
      }
    }
  }

  private void perform(String migration, Event event) throws InterruptedException {
    Task task =
        new Task(
            TASK.kind(),
            new BatchId(migration, 1, 0, 1),
            1,
            TASK.revision(),
            TASK.page(),
            null,
            NOW);
    metrics.measured((same, signs) -> WorkResult.of(event)).perform(task, documents -> {});
  }

  private void perform(Event event) throws InterruptedException {
    metrics.measured((task, signs) -> WorkResult.of(event)).perform(TASK, documents -> {});
  }
}
