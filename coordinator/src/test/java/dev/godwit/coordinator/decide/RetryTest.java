package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code retryFailed}, sentence by sentence. */
class RetryTest {

  private final World world = new World();

  @Test
  void theLettersOfAcceptedAttemptsAreAskedFor() {
    // given
    world.withFailures("a", Status.RUNNING);
    Event.Origin second = world.origin("a");
    world.skipped("a", 20, World.skipping(9, 1), true, 9L);

    // when: another attempt at the same batch tells of its own letter
    world.told(
        ((Event.Completed)
                World.completed(second, world.span("a", 20, true), World.skipping(9, 1), null))
            .withWritten(Offsets.of(List.of(8L))));
    world.command("retryFailed", "a");

    // then
    Task task = world.lastTask();
    assertThat(task.kind()).isEqualTo(Task.Kind.RETRY);
    assertThat(task.page().letters()).isEqualTo(letters(5, 6, 9));
    assertThat(task.page().onError()).isEqualTo(OnError.SKIP);
    assertThat(task.batchId().batch()).isEqualTo(3);
    assertThat(task.batchId().run()).isEqualTo(1);
  }

  @Test
  void aSuccessMovesFromFailedToItsOutcome() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);
    world.command("retryFailed", "a");

    // when
    world.retried("a", 5, 6, Counts.of(1, 0, 0, 0, 1, 0));

    // then
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED);
    assertThat(counts()).isEqualTo(Counts.of(19, 0, 0, 0, 1, 0));
    assertThat(failures().letters().isEmpty()).isTrue();
    assertThat(failures().retry()).isNull();
  }

  @Test
  void whatFailsAgainStaysFailedAndIsTriedTheNextTime() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);
    world.command("retryFailed", "a");

    // when
    world.retried("a", 5, 6, World.skipping(1, 1), 11L);

    // then
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED_WITH_FAILURES);
    assertThat(counts()).isEqualTo(World.skipping(19, 1));

    // when
    world.command("retryFailed", "a");

    // then
    assertThat(world.lastTask().page().letters()).isEqualTo(letters(11));
  }

  @Test
  void noneLeftContinuesTheSeries() {
    // given
    world.knows("b").withFailures("a", Status.COMPLETED_WITH_FAILURES);
    World series = new World().knows("b").knows("a");
    series.send("{'command':'start','migration':'a','onError':'skip','next':['b']}");
    series.prepared("a");
    series.skipped("a", 10, World.skipping(8, 2), true, 5L, 6L);
    assertThat(series.status("b")).isEqualTo(Status.PENDING);
    series.command("retryFailed", "a");

    // when
    series.retried("a", 5, 6, World.skipping(2, 0));

    // then
    assertThat(series.status("a")).isEqualTo(Status.COMPLETED);
    assertThat(series.status("b")).isEqualTo(Status.RUNNING);
  }

  @Test
  void manyLettersAreTriedPageByPage() {
    // given
    world.knows("a");
    world.send("{'command':'start','migration':'a','onError':'skip','batchSize':2}");
    world.prepared("a");
    world.skipped("a", 10, World.skipping(0, 5), true, 1L, 2L, 5L, 6L, 9L);
    world.command("retryFailed", "a");
    assertThat(world.lastTask().page().letters()).isEqualTo(letters(1, 2));

    // when
    world.retried("a", 1, 2, World.skipping(2, 0));
    assertThat(world.lastTask().page().letters()).isEqualTo(letters(5, 6));
    world.retried("a", 5, 5, World.skipping(1, 0));

    // then: the page was cut short at its first letter
    assertThat(world.lastTask().page().letters()).isEqualTo(letters(6, 9));
    assertThat(failures().retry().left()).isEqualTo(letters(6, 9));
    assertThat(counts()).isEqualTo(World.skipping(3, 2));
  }

  @Test
  void aDuplicateCountsOnce() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);
    world.send("{'command':'retryFailed','migration':'a'}");
    Event first = World.retry(world.origin("a"), 5, 6, World.skipping(1, 1), 11L);

    // when
    world.told(first);
    State after = world.state("a");
    world.told(first);

    // then
    assertThat(world.state("a")).isEqualTo(after);

    // when: it comes again during the next retry
    world.command("retryFailed", "a");
    State retrying = world.state("a");
    world.told(first);
    world.told(World.retry(world.origin("a"), 5, 6, World.skipping(2, 0)));
    world.landed("a", 30, 10, true);

    // then
    assertThat(world.state("a")).isEqualTo(retrying);
  }

  @Test
  void expiredLettersAreRefusedWithTheNumbers() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);
    Counts before = counts();
    world.command("retryFailed", "a");

    // when
    world.told(new Event.LettersGone(world.origin("a"), 5, 6, 7));

    // then
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED_WITH_FAILURES);
    assertThat(counts()).isEqualTo(before);
    assertThat(world.state("a").progress().error().message())
        .startsWith("1 of 2 dead letters have expired")
        .contains("retryFailed tries the 1 that are left");

    // when
    Reply again = world.command("retryFailed", "a");

    // then
    assertThat(again.message()).startsWith("tries 1 of 2 failed documents again; the other 1");
    assertThat(world.lastTask().page().letters()).isEqualTo(letters(6));

    // when
    world.told(new Event.LettersGone(world.origin("a"), 6, 7, 7));
    Reply refused = world.command("retryFailed", "a");

    // then
    assertThat(refused.accepted()).isFalse();
    assertThat(refused.message())
        .contains("2 failed documents")
        .contains("0 of their dead letters are left");
  }

  @Test
  void aRunWithoutSkippedDocumentsIsRefused() {
    // given
    world.in("a", Status.FAILED);

    // when
    Reply reply = world.command("retryFailed", "a");

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message()).contains("none of its documents failed");
  }

  @Test
  void resetForgetsTheLetters() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);

    // when
    world.send("{'command':'start','migration':'a','reset':true}");

    // then
    assertThat(failures()).isEqualTo(Failures.NONE);
  }

  @Test
  void failuresBeforeItWentOnAreNotHeldAgainstARun() {
    // given
    world.knows("a");
    world.send("{'command':'start','migration':'a','onError':'skip','maxFailures':1}");
    world.prepared("a");
    world.skipped("a", 10, World.skipping(8, 2), false, 5L, 6L);
    assertThat(world.status("a")).isEqualTo(Status.FAILED);

    // when
    world.command("resume", "a");
    world.skipped("a", 20, World.skipping(9, 1), false, 7L);

    // then
    assertThat(world.status("a")).isEqualTo(Status.RUNNING);

    // when
    world.skipped("a", 30, World.skipping(9, 1), false, 8L);

    // then
    assertThat(world.status("a")).isEqualTo(Status.FAILED);
    assertThat(world.state("a").progress().error().message())
        .startsWith("2 of 20 documents failed, which is more than maxFailures 1");
  }

  private Counts counts() {
    return world.state("a").progress().counts();
  }

  private Failures failures() {
    return world.state("a").progress().failures();
  }

  private static Offsets letters(long... offsets) {
    return Offsets.of(java.util.Arrays.stream(offsets).boxed().toList());
  }
}
