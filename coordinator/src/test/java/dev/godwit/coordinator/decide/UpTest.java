package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpTest {

  private static final String UP = "{'command':'up'}";

  private final World world = new World();

  @Test
  void everythingThatIsNotCompletedRunsInTheOrderOfNames() {
    // given
    world.in("b", Status.COMPLETED).in("c", Status.FAILED).knows("d", "a");

    // when
    Reply reply = world.send("{'command':'up','by':'deploy'}");

    // then
    assertThat(reply.accepted()).isTrue();
    assertThat(reply.migration()).isNull();
    assertThat(reply.message()).isEqualTo("'a': run 1 begins, then c, d");
    complete("a");
    assertThat(world.status("c")).isEqualTo(Status.RUNNING);
    assertThat(world.state("c").run()).as("it goes on").isEqualTo(1);
    assertThat(world.state("c").context().starter().startedBy()).isEqualTo("deploy");
    world.landed("c", 40, 10, true);
    complete("d");
    assertThat(world.state("b").run()).isEqualTo(1);
    assertThat(world.send(UP).message()).isEqualTo("nothing to do: all 4 are completed");
  }

  @Test
  void itEndsWithTheOneThatIsNamed() {
    // given
    world.knows("a", "b", "c");

    // when
    Reply reply = world.send("{'command':'up','to':'b'}");

    // then
    assertThat(reply.message()).isEqualTo("'a': run 1 begins, then b");
    complete("a");
    complete("b");
    assertThat(world.status("c")).isEqualTo(Status.PENDING);
    assertThat(world.send("{'command':'up','to':'b'}").message())
        .isEqualTo("nothing to do: all 2 up to 'b' are completed");
  }

  @Test
  void anEndThatNobodyKnowsIsRefused() {
    // given
    world.knows("plan-enum");

    // when
    Reply reply = world.send("{'command':'up','to':'plan-enun'}");

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message()).contains("did you mean 'plan-enum'?");
  }

  @Test
  void nothingKnownIsNothingToDo() {
    // when
    Reply reply = world.send(UP);

    // then
    assertThat(reply.changedNothing()).isTrue();
    assertThat(reply.message()).startsWith("nothing to do: no migration is known");
  }

  @Test
  void aSecondOneAtTheSameTimeChangesNothing() {
    // given
    world.knows("a", "b", "c").send(UP);
    int tasks = world.sent.size();

    // when
    Reply second = world.send(UP);

    // then
    assertThat(second.changedNothing()).isTrue();
    assertThat(second.message())
        .isEqualTo("no change: 'a' is running, 0 documents done, then b, c");
    assertThat(world.lastStored).isEmpty();
    assertThat(world.sent).hasSize(tasks);
  }

  @Test
  void whatIsNewFollowsWhatRunsInTheOrderOfNames() {
    // given
    world.knows("a", "b", "d").send(UP);
    world.knows("c");

    // when
    Reply reply = world.send(UP);

    // then
    assertThat(reply.message()).isEqualTo("'a' is running, 0 documents done, then b, c, d");
    assertThat(world.sent).hasSize(1);
  }

  @Test
  void theOrderThatAPersonChoseIsKept() {
    // given
    world.knows("a", "b", "c", "d").send("{'command':'start','migration':'a','next':['c','b']}");

    // when
    world.send(UP);

    // then
    assertThat(next("a")).containsExactly("c", "b", "d");
  }

  @Test
  void itJoinsWhatAPersonStartedFurtherOn() {
    // given
    world.knows("a", "b", "c2", "d").underWay("c2");
    world.command("start", "b");

    // when
    Reply reply = world.send(UP);

    // then
    assertThat(reply.message())
        .isEqualTo(
            "'b' is running, 0 documents done, then a, d; 'c2' is running, 10 of about 100 documents done");
    complete("b");
    complete("a");
    complete("d");
    assertThat(world.status("c2")).isEqualTo(Status.RUNNING);
  }

  @Test
  void whatAlreadyFollowsAnotherOneIsLeftToIt() {
    // given
    world.knows("a", "b", "z").send("{'command':'start','migration':'z','next':['a']}");

    // when
    Reply reply = world.send("{'command':'up','to':'a'}");

    // then
    assertThat(reply.message()).isEqualTo("no change: 'z' is running, 0 documents done, then a");
  }

  @Test
  void itStopsAtWhatAPersonPausedOrCanceled() {
    for (Status stopped : List.of(Status.PAUSED, Status.CANCELED)) {
      // given
      World stopping = new World().knows("a").in("b", stopped).knows("c");

      // when
      Reply reply = stopping.send(UP);

      // then
      assertThat(reply.accepted()).isTrue();
      assertThat(reply.message())
          .isEqualTo(
              "'a': run 1 begins; it stops there: 'b' is %s; resume it, or add \"resume\":true",
              stopped);
      stopping.prepared("a");
      stopping.landed("a", 20, 10, true);
      assertThat(stopping.status("b")).isEqualTo(stopped);
      assertThat(stopping.status("c")).isEqualTo(Status.PENDING);

      // when
      Reply again = stopping.send(UP);

      // then
      assertThat(again.accepted()).isFalse();
      assertThat(again.message()).startsWith("nothing was started: 'b' is " + stopped);
      assertThat(stopping.lastStored).isEmpty();
    }
  }

  @Test
  void itResumesWhatAPersonStoppedWhenItIsTold() {
    // given
    world.in("a", Status.CANCELED).in("b", Status.PAUSED).knows("c");

    // when
    Reply reply = world.send("{'command':'up','resume':true}");

    // then
    assertThat(reply.message()).startsWith("'a': resumes after").endsWith(", then b, c");
    assertThat(world.state("a").run()).isEqualTo(1);
  }

  @Test
  void itStopsAtWhatCompletedWithFailuresAndSaysWhatTriesThoseAgain() {
    // given
    world.in("a", Status.COMPLETED_WITH_FAILURES).knows("b");

    // when
    Reply reply = world.send(UP);

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message())
        .isEqualTo(
            "nothing was started: 'a' is completedWithFailures, 1 documents failed; retryFailed tries those again");
    assertThat(world.status("b")).isEqualTo(Status.PENDING);
  }

  @Test
  void itStopsAtWhatNeedsParameters() {
    // given
    world.knows("a").announced("b", 1, Parameter.string("plan").asRequired());

    // when
    Reply reply = world.send(UP);

    // then
    assertThat(reply.message())
        .startsWith("'a': run 1 begins; it stops there: 'b'")
        .contains("plan");
    assertThat(next("a")).isEmpty();
  }

  @Test
  void whatHasChangedSinceItWasCompletedIsRefusedUnlessToldOtherwise() {
    // given
    world.in("a", Status.COMPLETED).announced("a", 2).knows("b");

    // when
    Reply refused = world.send(UP);

    // then
    assertThat(refused.accepted()).isFalse();
    assertThat(refused.message()).startsWith("nothing was started: changed since completed: a;");
    assertThat(world.status("b")).isEqualTo(Status.PENDING);

    // when
    Reply allowed = world.send("{'command':'up','allowChanged':true}");

    // then
    assertThat(allowed.message()).isEqualTo("'b': run 1 begins");
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED);
  }

  @Test
  void whatHasChangedBehindTheEndIsOfNoConcern() {
    // given
    world.knows("a").in("b", Status.COMPLETED).announced("b", 2);

    // when
    Reply reply = world.send("{'command':'up','to':'a'}");

    // then
    assertThat(reply.accepted()).isTrue();
  }

  @Test
  void itIsPutOffUntilAllAreAnnounced() {
    // given
    world.knows("a");
    String json = "{'command':'up','migrations':['a','b'],'id':'7'}".replace('\'', '"');
    Input.Commanded input =
        new Input.Commanded(dev.godwit.protocol.CommandReader.read(json), 5, null);

    // when
    Decision first = decide(input);

    // then
    assertThat(first.states()).isEmpty();
    assertThat(first.effects()).containsExactly(new Effect.PutOff(input.command(), 5, world.now));

    // when
    Input.Commanded again = new Input.Commanded(input.command(), 5, world.now);
    world.passes(Duration.ofMinutes(4));
    Decision second = decide(again);

    // then
    assertThat(second).as("nobody waits longer for it").isEqualTo(first);

    // when
    world.knows("b");
    world.decide(again);

    // then
    assertThat(world.replies.get(0).message()).isEqualTo("'a': run 1 begins, then b");
  }

  @Test
  void afterFiveMinutesItNamesThoseMissing() {
    // given
    world.knows("a");
    String json = "{'command':'up','migrations':['a','b','c']}".replace('\'', '"');
    Input.Commanded input =
        new Input.Commanded(dev.godwit.protocol.CommandReader.read(json), 5, world.now);

    // when
    world.passes(Duration.ofMinutes(5));
    world.decide(input);

    // then
    assertThat(world.replies.get(0).accepted()).isFalse();
    assertThat(world.replies.get(0).message())
        .isEqualTo(
            "nothing was started: within 5 minutes no worker has announced b, c; does one run that has them?");
    assertThat(world.status("a")).isEqualTo(Status.PENDING);
  }

  @Test
  void whatIsToBeginAnewIsNotJoinedByWhatIsToGoOn() {
    // given
    world.in("a", Status.COMPLETED).in("b", Status.COMPLETED).in("c", Status.FAILED);
    world.send("{'command':'startSeries','migrations':['a','b'],'reset':true}");

    // when
    Reply reply = world.send(UP);

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message()).contains("all that follows it begins anew");
  }

  private Decision decide(Input input) {
    return new Decider(new Installation(World.PARTITIONS, "test")).decide(world, input, world.now);
  }

  private List<String> next(String name) {
    return world.state(name).context().series().next();
  }

  private void complete(String name) {
    if (world.segment(name).batch() == 0) {
      world.prepared(name);
    }
    world.landed(name, 30, 10, true);
  }
}
