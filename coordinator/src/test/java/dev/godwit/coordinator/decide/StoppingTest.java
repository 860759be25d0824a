package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @Test
  void onlyABatchThatAWorkerMayHaveIsStillToLand() {
    // given
    world.in("a", Status.RUNNING).in("b", Status.RUNNING);
    world.failed("a", FailureKind.OUTAGE);

    // when
    Reply waiting = world.command("pause", "a");
    Reply sent = world.command("cancel", "b");

    // then
    assertThat(waiting.message()).startsWith("paused, 10 of about");
    assertThat(sent.message()).startsWith("canceled once the batch under way has landed, 10 of");
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "CANCELED"})
  void whatIsAboutToRunIsStoppedByStoppingWhatItFollows(Status status) {
    // given
    world.in("b", status).knows("a");
    world.send("{'command':'start','migration':'a','next':['b']}");

    // when
    Reply canceled = world.command("cancel", "b");
    Reply paused = world.command("pause", "b");

    // then
    assertThat(canceled.message())
        .startsWith("no change: it is " + status)
        .endsWith("; it follows 'a': canceling 'a' drops what follows it");
    assertThat(paused.message())
        .endsWith("; it follows 'a': pausing 'a' keeps what follows it from running");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, nothing runs until it is started",
    "CANCELED, nothing runs until it is started or resumed",
    "FAILED, cancel it to keep it from being resumed",
    "COMPLETED, it has come to its end"
  })
  void aRefusedPauseSaysHowItStands(Status status, String instead) {
    // given
    world.in("a", status);

    // when / then
    assertThat(world.command("pause", "a").message()).endsWith("; " + instead);
  }

  @Test
  void cancelAllKeepsAnUpThatStillWaitsFromBeginning() {
    // given
    world.in("a", Status.RUNNING);
    world.send("{'command':'up','migrations':['a','z'],'id':'deploy-1'}");
    world.send("{'command':'up','migrations':['z']}");

    // when
    Reply reply = world.send("{'command':'cancelAll'}");

    // then
    assertThat(reply.message())
        .isEqualTo("canceled 1: a; kept from beginning: up (id deploy-1), up (command 2)");
    assertThat(world.putOff).isEmpty();
    Reply refused = world.replies.get(world.replies.size() - 3);
    assertThat(refused.id()).isEqualTo("deploy-1");
    assertThat(refused.accepted()).isFalse();
    assertThat(refused.message()).isEqualTo("nothing was started: it was canceled before it began");
  }

  @Test
  void cancelAllChangesSomethingWhenOnlyAnUpWaits() {
    // given
    world.in("a", Status.COMPLETED).send("{'command':'up','migrations':['z'],'id':'7'}");

    // when
    Reply reply = world.send("{'command':'cancelAll'}");

    // then
    assertThat(reply.message()).isEqualTo("kept from beginning: up (id 7)");
  }
}
