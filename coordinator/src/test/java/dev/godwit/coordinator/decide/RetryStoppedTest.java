package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code retryFailed} when it does not go straight through. */
class RetryStoppedTest {

  private final World world = new World();

  @Test
  void aRetryThatIsPausedIsResumed() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);
    world.command("retryFailed", "a");
    world.command("pause", "a");

    // when
    Reply reply = world.command("resume", "a");

    // then
    assertThat(reply.message()).contains("2 failed documents");
    assertThat(world.lastTask().kind()).isEqualTo(Task.Kind.RETRY);
    assertThat(world.lastTask().attempt()).isEqualTo(2);
    world.retried("a", 5, 6, World.skipping(2, 0));
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED);
  }

  @Test
  void lettersThatLandWhilePausedCountAndResumingCompletes() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);
    world.command("retryFailed", "a");
    world.command("pause", "a");

    // when
    world.retried("a", 5, 6, World.skipping(2, 0));

    // then
    assertThat(world.status("a")).isEqualTo(Status.PAUSED);
    assertThat(counts().failed()).isZero();
    world.command("resume", "a");
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED);
  }

  @Test
  void aRetryOfARunThatHasDocumentsLeftEndsPausedAndResumingGoesOnWithThem() {
    // given
    world.withFailures("a", Status.FAILED);
    world.command("retryFailed", "a");
    assertThat(world.lastTask().page().letters()).isEqualTo(letters(5, 6));

    // when
    world.retried("a", 5, 6, World.skipping(2, 0));

    // then
    assertThat(world.status("a")).isEqualTo(Status.PAUSED);
    assertThat(world.cursor("a")).contains("20");

    // when
    world.command("resume", "a");

    // then
    assertThat(world.lastTask().kind()).isEqualTo(Task.Kind.BATCH);
    world.landed("a", 30, 10, true);
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED);
  }

  @Test
  void resumingInMidRetryGoesOnWithTheRunAfterwards() {
    // given
    world.withFailures("a", Status.FAILED);
    world.command("retryFailed", "a");
    world.command("pause", "a");
    world.command("resume", "a");

    // when
    world.retried("a", 5, 6, World.skipping(2, 0));

    // then
    assertThat(world.status("a")).isEqualTo(Status.RUNNING);
    assertThat(world.lastTask().kind()).isEqualTo(Task.Kind.BATCH);
  }

  @Test
  void theBatchUnderWayLandsBeforeTheLettersAreTried() {
    // given
    world.withFailures("a", Status.PAUSED);

    // when
    world.command("retryFailed", "a");

    // then
    assertThat(world.lastTask().kind()).isEqualTo(Task.Kind.BATCH);

    // when
    world.skipped("a", 20, World.skipping(9, 1), false, 9L);

    // then: its own failure is for the next time
    assertThat(world.lastTask().kind()).isEqualTo(Task.Kind.RETRY);
    assertThat(world.lastTask().page().letters()).isEqualTo(letters(5, 6));
    world.retried("a", 5, 6, World.skipping(2, 0));
    assertThat(world.status("a")).isEqualTo(Status.PAUSED);
    assertThat(failures().letters()).isEqualTo(letters(9));
    assertThat(counts()).isEqualTo(World.skipping(19, 1));
  }

  @Test
  void lettersThatNobodyTakesAreAskedForAgain() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);
    world.command("retryFailed", "a");

    // when
    world.passes(Duration.ofSeconds(20));

    // then
    assertThat(world.lastTask().kind()).isEqualTo(Task.Kind.RETRY);
    assertThat(world.lastTask().attempt()).isEqualTo(2);
    assertThat(world.state("a").progress().waitingFor()).contains("no worker takes");
  }

  @Test
  void aNewCoordinatorAsksForTheSameLetters() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);
    world.command("retryFailed", "a");
    Task before = world.lastTask();

    // when
    world.takesOver();

    // then
    assertThat(world.lastTask().batchId()).isEqualTo(before.batchId());
    assertThat(world.lastTask().page()).isEqualTo(before.page());
  }

  @Test
  void lettersThatCannotBeTriedTogetherAreHalved() {
    // given
    world.withFailures("a", Status.COMPLETED_WITH_FAILURES);
    world.send("{'command':'retryFailed','migration':'a'}");

    // when
    for (int i = 0; i < 3 * 10 && world.status("a") == Status.RUNNING; i++) {
      world.failed("a", FailureKind.PAGE);
      world.passes(Duration.ofSeconds(30));
    }

    // then
    assertThat(world.status("a")).isEqualTo(Status.FAILED);
    assertThat(world.lastTask().page().letters()).isEqualTo(letters(5));
    world.command("resume", "a");
    assertThat(world.lastTask().page().letters()).isEqualTo(letters(5, 6));
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
