package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.OnError;
import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest {

  private final World world = new World();

  @Test
  void aRunBeginsWithItsPreparation() {
    // given
    world.knows("a");

    // when
    Reply reply = world.send("{'command':'start','migration':'a','by':'alice','id':'deploy-1'}");

    // then
    assertThat(reply.id()).isEqualTo("deploy-1");
    assertThat(reply.message()).isEqualTo("run 1 begins");
    assertThat(world.lastTask().kind()).isEqualTo(Task.Kind.PREPARE);
    assertThat(world.state("a").context().starter().startedBy()).isEqualTo("alice");
    assertThat(world.state("a").context().environment()).isEqualTo("test");
  }

  @Test
  void eachBatchThatLandsAsksForTheNextFromItsCursor() {
    // given
    world.knows("a").command("start", "a");

    // when
    world.prepared("a");
    world.landed("a", 10, 10, false);

    // then
    Task task = world.lastTask();
    assertThat(task.kind()).isEqualTo(Task.Kind.BATCH);
    assertThat(task.batchId().batch()).isEqualTo(2);
    assertThat(String.valueOf(task.page().range().cursor())).contains("10");
    assertThat(world.sent).hasSize(3);
    assertThat(world.state("a").progress().estimatedTotal()).isEqualTo(100);
  }

  @Test
  void theLastBatchCompletesTheRun() {
    // given
    world.underWay(known("a"));

    // when
    world.landed("a", 20, 5, true);

    // then
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED);
    assertThat(world.processed("a")).isEqualTo(15);
    assertThat(world.state("a").context().times().finishedAt()).isEqualTo(world.now);
    assertThat(world.history.get(world.history.size() - 1).outcome().status())
        .isEqualTo(Status.COMPLETED);
  }

  @Test
  void anUnknownMigrationIsRefusedWithTheClosestName() {
    // given
    world.knows("20261124-set-default-plan");

    // when
    Reply reply = world.command("start", "20261124-set-defualt-plan");

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message()).contains("did you mean '20261124-set-default-plan'?");
  }

  @Test
  void whenNothingIsKnownTheReplyAsksForAWorker() {
    assertThat(world.command("start", "a").message()).contains("is a worker running?");
  }

  @Test
  void resumingMayChangeBatchSizeOnErrorAndMaxFailures() {
    // given
    world.in("a", Status.PAUSED);

    // when
    world.send(
        "{'command':'start','migration':'a','batchSize':7,'onError':'skip','maxFailures':3}");

    // then
    assertThat(world.lastTask().page().batchSize()).isEqualTo(7);
    assertThat(world.lastTask().page().onError()).isEqualTo(OnError.SKIP);
    assertThat(world.state("a").runInfo().maxFailures()).hasToString("3");
  }

  @Test
  void resumingWithOtherParamsNeedsAReset() {
    // given
    world.announced("a", 1, Parameter.string("plan").withDefault("basic"));
    world.send("{'command':'start','migration':'a','params':{'plan':'pro'}}");
    world.command("pause", "a");

    // when
    Reply other = world.send("{'command':'start','migration':'a','params':{'plan':'free'}}");
    Reply same = world.send("{'command':'start','migration':'a','params':{'plan':'pro'}}");

    // then
    assertThat(other.accepted()).isFalse();
    assertThat(other.message()).contains("reset").contains("\"plan\":\"pro\"");
    assertThat(same.accepted()).isTrue();
    assertThat(world.lastTask().page().params()).isEqualTo(Map.of("plan", "pro"));
  }

  @Test
  void undeclaredAndMissingParamsAreRefused() {
    // given
    world.announced("a", 1, Parameter.integer("limit").asRequired());

    // when
    Reply undeclared = world.send("{'command':'start','migration':'a','params':{'lmit':1}}");
    Reply missing = world.command("start", "a");
    Reply wrong = world.send("{'command':'start','migration':'a','params':{'limit':'many'}}");

    // then
    assertThat(undeclared.accepted()).isFalse();
    assertThat(missing.message()).contains("params.limit: required");
    assertThat(wrong.message()).contains("params.limit: expected a integer, got many");
    assertThat(world.status("a")).isEqualTo(Status.PENDING);
  }

  @Test
  void aRunningOneTakesNoOtherOptions() {
    // given
    world.in("a", Status.RUNNING);

    // when
    Reply reply = world.send("{'command':'start','migration':'a','batchSize':7}");

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message()).contains("is running").contains("pause it first");
  }

  @Test
  void resetWhileRunningMakesWhatIsOutstandingStale() {
    // given
    world.in("a", Status.RUNNING);
    var stale = world.origin("a");
    var span = world.span("a", 20, true);

    // when
    world.send("{'command':'start','migration':'a','reset':true}");
    world.told(World.completed(stale, span, Counts.of(10, 0, 0, 0, 0, 0), null));

    // then
    assertThat(world.lastStored).isEmpty();
    assertThat(world.state("a").run()).isEqualTo(2);
    assertThat(world.processed("a")).isZero();
    assertThat(world.history)
        .filteredOn(summary -> summary.run() == 1)
        .last()
        .satisfies(s -> assertThat(s.outcome().status()).isEqualTo(Status.CANCELED));
  }

  @Test
  void aNullCursorBeginsAtTheBeginning() {
    // given
    world.in("a", Status.FAILED);

    // when
    world.send("{'command':'start','migration':'a','cursor':null}");

    // then
    assertThat(world.state("a").run()).isEqualTo(2);
    assertThat(world.lastTask().page().range().cursor()).isNull();
  }

  @Test
  void oneBatchOnlyEndsPaused() {
    // given
    world.knows("a");

    // when
    world.send("{'command':'start','migration':'a','oneBatchOnly':true}");
    world.prepared("a");
    world.landed("a", 10, 10, false);

    // then
    assertThat(world.status("a")).isEqualTo(Status.PAUSED);
    assertThat(world.cursor("a")).contains("10");
    assertThat(world.sent).hasSize(2);
  }

  @Test
  void oneBatchOnlyCompletesWhenThatWasTheLast() {
    // given
    world.knows("a").send("{'command':'start','migration':'a','oneBatchOnly':true}");

    // when
    world.prepared("a");
    world.landed("a", 10, 10, true);

    // then
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED);
  }

  @Test
  void resumingAfterOneBatchRunsToTheEnd() {
    // given
    world.knows("a").send("{'command':'start','migration':'a','oneBatchOnly':true}");
    world.prepared("a");
    world.landed("a", 10, 10, false);

    // when
    world.command("start", "a");
    world.landed("a", 20, 10, false);

    // then
    assertThat(world.status("a")).isEqualTo(Status.RUNNING);
  }

  @Test
  void clearingForgetsAllButTheNumberOfTheRun() {
    // given
    world.in("a", Status.FAILED);

    // when
    world.command("clear", "a");

    // then
    assertThat(world.state("a").progress().error()).isNull();
    assertThat(world.state("a").progress().segments()).isEmpty();
    assertThat(world.processed("a")).isZero();
    assertThat(world.state("a").run()).isEqualTo(1);
    world.command("start", "a");
    assertThat(world.state("a").run()).isEqualTo(2);
  }

  @Test
  void aRefusedPreparationFailsAndIsTriedAgainWhenResumed() {
    // given
    world.knows("a").command("start", "a");

    // when
    world.told(new Event.Prepared(world.origin("a"), null, "there is no 'things'"));

    // then
    assertThat(world.status("a")).isEqualTo(Status.FAILED);
    assertThat(world.state("a").progress().error().message()).contains("there is no 'things'");

    // when
    world.command("start", "a");

    // then
    assertThat(world.lastTask().kind()).isEqualTo(Task.Kind.PREPARE);
    assertThat(world.lastTask().batchId().run()).isEqualTo(1);
  }

  @Test
  void resumingGoesOnByTheNewestEdition() {
    // given
    world.in("a", Status.FAILED);
    world.announced("a", 2);
    assertThat(world.state("a").definition().revision().version()).isEqualTo(1);

    // when
    world.command("start", "a");

    // then
    assertThat(world.lastTask().revision().version()).isEqualTo(2);
    assertThat(world.state("a").announced()).isNull();
  }

  @Test
  void theTimeOfRunningCountsOnlyWhatItRan() {
    // given
    world.in("a", Status.RUNNING);

    // when
    world.passes(Duration.ofSeconds(5));
    world.command("pause", "a");
    world.passes(Duration.ofSeconds(100));
    world.command("resume", "a");
    world.passes(Duration.ofSeconds(2));
    world.landed("a", 20, 1, true);

    // then
    assertThat(world.state("a").context().times().runningMs()).isEqualTo(7_000);
  }

  @Test
  void runsSpreadOverThePartitionsAndBatchesStayInTheirs() {
    // given
    world.knows("a", "b", "c", "d");

    // when
    for (String name : new String[] {"a", "b", "c", "d"}) {
      world.underWay(name);
    }

    // then
    assertThat(world.sent.stream().map(Effect.SendTask::partition).distinct()).hasSize(4);
    assertThat(world.sent)
        .filteredOn(sent -> sent.task().batchId().migration().equals("a"))
        .extracting(Effect.SendTask::partition)
        .containsOnly(world.sent.get(0).partition());
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "resume", "retryFailed"})
  void aRunWhoseParamsTheNewestEditionDoesNotTakeNeedsAReset(String verb) {
    // given
    world.announced("a", 1, Parameter.string("plan"));
    world.send("{'command':'start','migration':'a','onError':'skip','params':{'plan':'pro'}}");
    world.prepared("a");
    world.skipped("a", 10, World.skipping(8, 2), false, 5L, 6L);
    world.command("pause", "a");
    world.announced("a", 2, Parameter.integer("limit").asRequired());

    // when
    Reply reply = world.command(verb, "a");

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message())
        .startsWith("version 2 of 'a' does not take the params {\"plan\":\"pro\"} of run 1")
        .contains("params.limit: required")
        .contains("\"reset\":true");
    assertThat(world.status("a")).isEqualTo(Status.PAUSED);
  }

  @Test
  void aSeriesStopsAtARunWhoseParamsTheNewestEditionDoesNotTake() {
    // given
    world.announced("b", 1, Parameter.string("plan")).knows("a");
    world.send("{'command':'start','migration':'b','params':{'plan':'pro'}}");
    world.command("pause", "b");
    world.announced("b", 2);
    world.send("{'command':'start','migration':'a','next':['b']}");

    // when
    world.prepared("a");
    world.landed("a", 10, 10, true);

    // then
    assertThat(world.status("b")).isEqualTo(Status.PAUSED);
    assertThat(world.state("a").progress().waitingFor())
        .contains("version 2 of 'b' does not take the params");
  }

  @Test
  void anEditionWithMoreParamsThatHaveDefaultsGoesOn() {
    // given
    world.announced("a", 1, Parameter.integer("limit"));
    world.send("{'command':'start','migration':'a','params':{'limit':5}}");
    world.command("pause", "a");
    world.announced("a", 2, Parameter.integer("limit"), Parameter.string("x").withDefault("y"));

    // when / then
    assertThat(world.command("resume", "a").accepted()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "COMPLETED_WITH_FAILURES"})
  void optionsThatWouldHaveNoEffectAreRefused(Status status) {
    // given
    world.in("a", status);

    // when
    Reply reply = world.send("{'command':'start','migration':'a','batchSize':7}");

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message())
        .contains("'a' is " + status)
        .contains("its options would have no effect");
  }

  private String known(String name) {
    world.knows(name);
    return name;
  }
}
