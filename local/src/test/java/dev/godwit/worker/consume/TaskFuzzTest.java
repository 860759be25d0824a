package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.godwit.local.faults.Mutations;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DryRunRequest;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Malformed tasks by the thousand, through the worker's reader. */
class TaskFuzzTest {

  private static final Cursor CURSOR =
      new Cursor(new BsonObjectId(new ObjectId("65a100000000000000000001")));

  @Test
  void everyTaskIsReadOrRefusedAndNothingElse() {
    // given
    long seed = Mutations.seed("tasks");
    AtomicInteger refused = new AtomicInteger();
    // when
    Mutations.of(seed, valid())
        .forEach(
            bytes ->
                // then
                assertThatCode(() -> read(bytes, refused))
                    .as("%s", new String(bytes, StandardCharsets.UTF_8))
                    .doesNotThrowAnyException());
    assertThat(refused.get()).isBetween(Mutations.COUNT / 3, Mutations.COUNT);
  }

  /** What was read must do for all that is done with it before the work, and for the telling. */
  private static void read(byte[] bytes, AtomicInteger refused) {
    Task task;
    try {
      task = TaskReader.read(bytes);
    } catch (MalformedMessageException e) {
      refused.incrementAndGet();
      return;
    }
    assertThat(StaleTasks.reason(task, Optional.empty())).isEmpty();
    assertThat(Json.read(Json.bytes(task), Task.class)).isNotNull();
    assertThat(task.batchId().toString()).isNotBlank();
  }

  private static List<String> valid() {
    Range range = new Range(CURSOR, new Cursor(new BsonInt64(7)));
    return List.of(
        Json.write(task(Task.Kind.PREPARE, 0, Range.ALL, null)),
        Json.write(task(Task.Kind.BATCH, 3, range, null)),
        Json.write(task(Task.Kind.DRY_RUN, 0, range, new DryRunRequest("id", "alice"))));
  }

  private static Task task(
      Task.Kind kind, long batch, Range range, @Nullable DryRunRequest dryRun) {
    return new Task(
        kind,
        new BatchId("a", 1, 0, batch),
        2,
        new Revision(1, "sha256:0"),
        new Page(range, 10, OnError.FAIL, Map.of("plan", "pro", "n", List.of(1, 2.5))),
        dryRun,
        Instant.parse("2026-11-24T12:00:00Z"));
  }
}
