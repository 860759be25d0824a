package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TroubleTest {

  private final World world = new World();

  @Test
  void whatNobodyTakesIsAskedForAgainAtDoublingIntervals() {
    // given
    world.in("a", Status.RUNNING);
    int sent = world.sent.size();

    // when / then
    world.passes(Duration.ofSeconds(19));
    assertThat(world.sent).hasSize(sent);
    world.passes(Duration.ofSeconds(1));
    assertThat(world.sent).hasSize(sent + 1);
    assertThat(world.state("a").progress().waitingFor())
        .isEqualTo("no worker takes batch 2, asked for 1 times; is one running?");
    world.passes(Duration.ofSeconds(39));
    assertThat(world.sent).hasSize(sent + 1);
    world.passes(Duration.ofSeconds(1));
    assertThat(world.sent).hasSize(sent + 2);
    assertThat(world.lastTask().attempt()).isEqualTo(3);
    assertThat(world.lastTask().batchId().batch()).isEqualTo(2);
  }

  @Test
  void whatNobodyTakesWhileWorkersAreBusyWaitsForOneThatIsFree() {
    // given
    world.in("a", Status.RUNNING).in("b", Status.RUNNING);
    world.taken("b");

    // when
    world.passes(Duration.ofSeconds(20));

    // then
    assertThat(world.state("a").progress().waitingFor())
        .isEqualTo(
            "batch 2 waits for a worker that is free, asked for 1 times; those that are heard of have other batches");
    assertThat(world.segment("a").delivery().trouble().unheard()).isZero();

    // when: the one that had the other batch is heard of no more
    world.passes(Duration.ofSeconds(40));

    // then
    assertThat(world.state("a").progress().waitingFor())
        .isEqualTo("no worker takes batch 2, asked for 2 times; is one running?");
    assertThat(world.segment("a").delivery().trouble())
        .isEqualTo(new Delivery.Trouble(0, 0, 1, 0, 0, 1));
  }

  @Test
  void aWorkerThatSaysItIsWorkingIsNeverOverdue() {
    // given
    world.in("a", Status.RUNNING);
    world.taken("a");
    int sent = world.sent.size();

    // when
    for (int i = 0; i < 100; i++) {
      world.passes(Duration.ofSeconds(10));
      world.told(new Event.Working(world.origin("a"), i));
    }

    // then
    assertThat(world.sent).hasSize(sent);
    assertThat(world.state("a").progress().waitingFor()).isNull();
  }

  @Test
  void aWorkerThatFallsSilentLosesItsBatch() {
    // given
    world.in("a", Status.RUNNING);
    world.taken("a");
    int sent = world.sent.size();

    // when
    world.passes(Timing.SILENCE);

    // then
    assertThat(world.sent).hasSize(sent + 1);
    assertThat(world.lastTask().attempt()).isEqualTo(2);
    assertThat(world.state("a").progress().waitingFor()).contains("has not been heard of");
  }

  @Test
  void aBatchTakenThreeTimesInVainIsHalved() {
    // given
    world.in("a", Status.RUNNING);

    // when
    for (int i = 0; i < 3; i++) {
      world.taken("a");
      world.passes(Timing.SILENCE);
    }

    // then
    assertThat(world.lastTask().page().batchSize()).isEqualTo(500);
    assertThat(world.lastTask().batchId().batch()).isEqualTo(3);
    assertThat(String.valueOf(world.lastTask().page().range().cursor())).contains("10");
  }

  @Test
  void aBatchThatKillsEachWorkerThatKafkaHandsItToIsHalved() {
    // given
    world.in("a", Status.RUNNING);

    // when
    for (int i = 0; i < 4; i++) {
      world.taken("a");
    }

    // then
    assertThat(world.lastTask().page().batchSize()).isEqualTo(500);
  }

  @Test
  void pagesGrowAgainWhenTheyGoWell() {
    // given
    world.knows("a").send("{'command':'start','migration':'a','batchSize':8}");
    world.prepared("a");
    for (int i = 0; i < 6; i++) {
      world.failed("a", FailureKind.PAGE);
      world.passes(Duration.ofSeconds(31));
    }
    assertThat(world.lastTask().page().batchSize()).isEqualTo(2);

    // when / then
    world.landed("a", 1, 1, false);
    assertThat(world.lastTask().page().batchSize()).isEqualTo(4);
    world.landed("a", 2, 1, false);
    assertThat(world.lastTask().page().batchSize()).isEqualTo(8);
    assertThat(world.segment("a").reducedBatchSize()).isNull();
  }

  @Test
  void aPageThatFailsIsTriedAgainThenHalvedAndAtOneDocumentGivenUp() {
    // given
    world.knows("a").send("{'command':'start','migration':'a','batchSize':2}");
    world.prepared("a");

    // when
    for (int i = 0; i < 6; i++) {
      assertThat(world.status("a")).isEqualTo(Status.RUNNING);
      world.failed("a", FailureKind.PAGE);
      world.passes(Duration.ofSeconds(31));
    }

    // then
    assertThat(world.status("a")).isEqualTo(Status.FAILED);
    assertThat(world.state("a").progress().error().message()).isEqualTo("no luck");
    assertThat(world.processed("a")).isZero();
  }

  @Test
  void anOutageIsWaitedForWithGrowingPausesAsLongAsItTakes() {
    // given
    world.in("a", Status.RUNNING);

    // when
    world.failed("a", FailureKind.OUTAGE);

    // then
    assertThat(world.state("a").progress().waitingFor()).isEqualTo("retry in 1 s: no luck");
    int sent = world.sent.size();
    world.passes(Duration.ofMillis(900));
    assertThat(world.sent).hasSize(sent);
    world.passes(Duration.ofMillis(100));
    assertThat(world.sent).hasSize(sent + 1);

    // when
    for (int i = 0; i < 200; i++) {
      world.failed("a", FailureKind.OUTAGE);
      world.passes(Duration.ofSeconds(30));
    }

    // then
    assertThat(world.status("a")).isEqualTo(Status.RUNNING);
    assertThat(world.lastTask().page().batchSize()).isEqualTo(1000);
    assertThat(world.lastTask().batchId().batch()).isEqualTo(2);
  }

  @Test
  void whatOnlyAPersonCanMendFailsAtOnce() {
    // given
    world.in("a", Status.RUNNING);

    // when
    world.failed("a", FailureKind.PERMANENT);

    // then
    assertThat(world.status("a")).isEqualTo(Status.FAILED);
    assertThat(world.segment("a").outstanding()).isFalse();

    // when
    world.command("start", "a");

    // then
    assertThat(String.valueOf(world.lastTask().page().range().cursor())).contains("10");
  }

  @Test
  void whatAWorkerDeclinesGoesToTheNextPartitionAndNeverFails() {
    // given
    world.in("a", Status.RUNNING);
    int first = world.sent.get(world.sent.size() - 1).partition();

    // when
    for (int i = 0; i < 100; i++) {
      world.told(new Event.Declined(world.origin("a"), "no worker knows version 2", null));
      assertThat(world.state("a").progress().waitingFor()).isEqualTo("no worker knows version 2");
      world.passes(Duration.ofSeconds(5));
      assertThat(world.sent.get(world.sent.size() - 1).partition())
          .isEqualTo((first + i + 1) % World.PARTITIONS);
    }

    // then
    assertThat(world.status("a")).isEqualTo(Status.RUNNING);
    assertThat(world.lastTask().batchId().batch()).isEqualTo(2);
    world.taken("a");
    assertThat(world.state("a").progress().waitingFor()).isNull();
  }

  @Test
  void aPageThatKillsWorkersIsHalvedAlthoughOthersDeclineItBetween() {
    // given
    world.in("a", Status.RUNNING);
    world.send("{'command':'pause','migration':'a'}");
    world.send("{'command':'start','migration':'a','batchSize':8}");

    // when
    for (int i = 0; i < 4; i++) {
      world.taken("a");
      world.told(new Event.Declined(world.origin("a"), "w2 knows version 2", null));
      world.passes(Duration.ofSeconds(5));
    }

    // then
    assertThat(world.lastTask().batchId().batch()).isEqualTo(3);
    assertThat(world.lastTask().page().batchSize()).isEqualTo(4);
  }

  @Test
  void aLateDeclineDoesNotTakeTheBatchFromTheWorkerThatHasIt() {
    // given
    world.in("a", Status.RUNNING);
    Event late = new Event.Declined(world.origin("a"), "not now", null);
    world.passes(Duration.ofSeconds(20));
    world.taken("a");
    State state = world.state("a");

    // when
    world.told(late);
    world.passes(Duration.ofSeconds(5));

    // then
    assertThat(world.state("a")).isEqualTo(state);
  }

  @Test
  void aRefusalThatIsReadAgainDoesNotFailTheNextPreparation() {
    // given
    world.knows("a").command("start", "a");
    Event refusal = new Event.Prepared(world.origin("a"), null, "there is no 'things'");
    world.told(refusal);
    world.command("start", "a");

    // when
    world.told(refusal);

    // then
    assertThat(world.status("a")).isEqualTo(Status.RUNNING);
    assertThat(world.lastTask().attempt()).isGreaterThan(1);
    world.told(new Event.Prepared(world.origin("a"), null, "still none"));
    assertThat(world.status("a")).isEqualTo(Status.FAILED);
  }

  @Test
  void timeSpentPausedIsNeverOverdue() {
    // given
    world.in("a", Status.PAUSED);
    int sent = world.sent.size();

    // when
    world.passes(Duration.ofDays(3));
    world.command("resume", "a");
    world.passes(Duration.ofSeconds(1));

    // then
    assertThat(world.sent).hasSize(sent + 1);
  }

  @Test
  void tooManyFailuresStopTheRun() {
    // given
    world.knows("a");
    world.send("{'command':'start','migration':'a','onError':'skip','maxFailures':2}");
    world.prepared("a");

    // when
    world.landed("a", 10, Counts.of(8, 0, 0, 2, 0, 0), false, null);
    assertThat(world.status("a")).isEqualTo(Status.RUNNING);
    world.landed("a", 20, Counts.of(9, 0, 0, 1, 0, 0), false, null);

    // then
    assertThat(world.status("a")).isEqualTo(Status.FAILED);
    assertThat(world.state("a").progress().error().message())
        .startsWith("3 of 20 documents failed, which is more than maxFailures 2");
  }

  @Test
  void duplicatesAndLateEventsChangeNothing() {
    // given
    world.in("a", Status.RUNNING);
    Event landed =
        World.completed(
            world.origin("a"), world.span("a", 20, false), Counts.of(10, 0, 0, 0, 0, 0), null);
    world.told(landed);
    var state = world.state("a");

    // when
    world.told(landed);
    world.told(new Event.Taken(((Event.Completed) landed).origin()));
    world.told(new Event.Failed(((Event.Completed) landed).origin(), FailureKind.PAGE, "late"));
    world.told(
        new Event.Taken(new Event.Origin(new BatchId("nobody", 1, 0, 1), 1, "w1", world.now)));

    // then
    assertThat(world.state("a")).isEqualTo(state);
    assertThat(world.lastStored).isEmpty();
  }

  @Test
  void anEventThatDoesNotBeginWhereTheSegmentStandsIsStaleWhateverItsNumber() {
    // given: a crash lost that batch 2 was halved into batch 3, whose event comes late
    world.in("a", Status.RUNNING);
    Event.Span half = world.span("a", 15, false);
    world.landed("a", 20, 10, false);
    State state = world.state("a");

    // when
    world.told(World.completed(world.origin("a"), half, Counts.of(5, 0, 0, 0, 0, 0), null));

    // then
    assertThat(world.state("a")).isEqualTo(state);
  }
}
