package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoppingTest {

  private final World world = new World();

  @ParameterizedTest
  @EnumSource(names = {"PAUSED", "CANCELED"})
  void whatIsOutstandingStillCountsWhenItLands(Status status) {
    // given
    world.in("a", status);
    int sentBefore = world.sent.size();

    // when
    world.landed("a", 20, 10, false);

    // then
    assertThat(world.status("a")).isEqualTo(status);
    assertThat(world.processed("a")).isEqualTo(20);
    assertThat(world.cursor("a")).contains("20");
    assertThat(world.sent).hasSize(sentBefore);
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSED", "CANCELED"})
  void resumingCompletesWhenTheLastBatchHasLandedMeanwhile(Status status) {
    // given
    world.in("a", status);
    world.landed("a", 20, 10, true);
    assertThat(world.status("a")).isEqualTo(status);

    // when
    world.command("resume", "a");

    // then
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED);
    assertThat(world.processed("a")).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSED", "CANCELED"})
  void resumingSendsAgainOnlyWhatIsStillOutstanding(Status status) {
    // given
    world.in("a", status);
    long outstanding = world.segment("a").batch();

    // when
    world.command("resume", "a");

    // then
    assertThat(world.lastTask().batchId().batch()).isEqualTo(outstanding);
    assertThat(world.lastTask().attempt()).isEqualTo(2);

    // when: the first attempt lands, and then the second
    var origin = world.origin("a");
    var span = world.span("a", 20, false);
    world.landed("a", 20, 10, false);
    world.told(World.completed(origin, span, Counts.of(10, 0, 0, 0, 0, 0), null));

    // then
    assertThat(world.processed("a")).isEqualTo(20);
  }

  @Test
  void resumingAsksForTheNextBatchWhenNothingIsOutstanding() {
    // given
    world.in("a", Status.PAUSED);
    world.landed("a", 20, 10, false);

    // when
    world.command("resume", "a");

    // then
    assertThat(world.lastTask().batchId().batch()).isEqualTo(3);
    assertThat(String.valueOf(world.lastTask().page().range().cursor())).contains("20");
  }

  @Test
  void aPauseWhileThePreparationIsUnderWayPreparesAgain() {
    // given
    world.knows("a").command("start", "a");
    world.command("pause", "a");
    world.prepared("a");

    // when
    world.command("resume", "a");
    world.prepared("a");

    // then
    assertThat(world.lastTask().batchId().batch()).isEqualTo(1);
  }

  @Test
  void cancelAllStopsWhatIsUnderWayAndNothingElse() {
    // given
    world.in("a", Status.RUNNING).in("b", Status.PAUSED).in("c", Status.FAILED);
    world.in("d", Status.PENDING).in("e", Status.COMPLETED);

    // when
    Reply reply = world.send("{'command':'cancelAll'}");

    // then
    assertThat(reply.message()).isEqualTo("canceled 3: a, b, c");
    assertThat(world.status("a")).isEqualTo(Status.CANCELED);
    assertThat(world.status("d")).isEqualTo(Status.PENDING);
    assertThat(world.status("e")).isEqualTo(Status.COMPLETED);
    assertThat(world.send("{'command':'cancelAll'}").message()).startsWith("no change");
  }

  @Test
  void anErrorThatLandsWhilePausedIsShownAndForgottenWhenResumed() {
    // given
    world.in("a", Status.PAUSED);

    // when
    world.stopped("a", 14, 15);

    // then
    assertThat(world.status("a")).isEqualTo(Status.PAUSED);
    assertThat(world.state("a").progress().error().message()).isEqualTo("boom");

    // when
    world.command("resume", "a");

    // then
    assertThat(world.state("a").progress().error()).isNull();
    assertThat(String.valueOf(world.lastTask().page().range().cursor())).contains("14");
  }
}
