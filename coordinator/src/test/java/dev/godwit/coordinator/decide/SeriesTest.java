package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {

  private static final String ABC = "{'command':'startSeries','migrations':['a','b','c']}";

  private final World world = new World();

  @Test
  void oneFollowsTheOther() {
    // given
    world.knows("a", "b", "c");

    // when
    Reply reply = world.send(ABC);

    // then
    assertThat(reply.message()).isEqualTo("run 1 begins, then b, c");
    complete("a");
    assertThat(world.status("b")).isEqualTo(Status.RUNNING);
    assertThat(world.state("a").context().series().next()).isEmpty();
    complete("b");
    complete("c");
    assertThat(world.status("c")).isEqualTo(Status.COMPLETED);
  }

  @Test
  void theSuccessorIsStoredBeforeWhatRemainsIsForgotten() {
    // given
    world.knows("a", "b").send("{'command':'start','migration':'a','next':['b']}");

    // when
    complete("a");

    // then
    assertThat(world.lastStored).extracting(State::migration).containsExactly("b", "a");
  }

  @Test
  void completedOnesAreSkippedAndPartialOnesResume() {
    // given
    world.in("a", Status.COMPLETED).in("b", Status.CANCELED).knows("c");

    // when
    Reply reply = world.send(ABC);

    // then
    assertThat(reply.message()).isEqualTo("'a' is completed; 'b' runs, then c");
    assertThat(world.state("a").run()).isEqualTo(1);
    assertThat(world.state("b").run()).isEqualTo(1);
    assertThat(world.cursor("b")).contains("10");
  }

  @Test
  void itStopsAtOneThatFails() {
    // given
    world.knows("a", "b", "c").send(ABC);

    // when
    world.prepared("a");
    world.stopped("a", 5, 6);

    // then
    assertThat(world.status("a")).isEqualTo(Status.FAILED);
    assertThat(world.status("b")).isEqualTo(Status.PENDING);

    // when
    world.command("resume", "a");
    world.landed("a", 20, 5, true);

    // then
    assertThat(world.status("b")).isEqualTo(Status.RUNNING);
  }

  @Test
  void itStopsAtOneThatCompletesWithFailures() {
    // given
    world.knows("a", "b", "c").send(ABC);

    // when
    world.prepared("a");
    world.landed("a", 5, Counts.of(1, 0, 0, 1, 0, 0), true, null);

    // then
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED_WITH_FAILURES);
    assertThat(world.status("b")).isEqualTo(Status.PENDING);
  }

  @Test
  void itStopsAtOneThatIsUnderWayAlready() {
    // given
    world.knows("a", "c").in("b", Status.RUNNING).send(ABC);

    // when
    complete("a");

    // then
    assertThat(world.state("b").context().series().next()).isEmpty();
    assertThat(world.status("c")).isEqualTo(Status.PENDING);
    assertThat(world.state("a").progress().waitingFor())
        .isEqualTo("the series stopped after 'a': 'b' is already running");
  }

  @Test
  void cancelingDropsTheRest() {
    // given
    world.knows("a", "b", "c").send(ABC);

    // when
    Reply reply = world.command("cancel", "a");
    world.command("start", "a");
    complete("a");

    // then
    assertThat(reply.message()).contains("not followed by b, c any more");
    assertThat(world.status("b")).isEqualTo(Status.PENDING);
  }

  @Test
  void pausingKeepsTheRest() {
    // given
    world.knows("a", "b", "c").send(ABC);

    // when
    world.command("pause", "a");
    world.command("start", "a");
    complete("a");

    // then
    assertThat(world.status("b")).isEqualTo(Status.RUNNING);
  }

  @Test
  void resetAppliesToAllOfThem() {
    // given
    world.in("a", Status.COMPLETED).in("b", Status.COMPLETED).in("c", Status.PAUSED);

    // when
    world.send("{'command':'startSeries','migrations':['a','b','c'],'reset':true}");
    complete("a");
    complete("b");
    complete("c");

    // then
    for (String name : new String[] {"a", "b", "c"}) {
      assertThat(world.state(name).run()).isEqualTo(2);
      assertThat(world.status(name)).isEqualTo(Status.COMPLETED);
    }
  }

  @Test
  void unknownNamesAreRefusedBeforeAnythingStarts() {
    // given
    world.knows("a");

    // when
    Reply reply = world.send("{'command':'startSeries','migrations':['a','nobody']}");

    // then
    assertThat(reply.accepted()).isFalse();
    assertThat(reply.message()).contains("'nobody'");
    assertThat(world.status("a")).isEqualTo(Status.PENDING);
  }

  @Test
  void aMissingParameterFurtherOnIsRefusedBeforeAnythingStarts() {
    // given
    world.knows("a").announced("b", 1, Parameter.string("plan").asRequired());

    // when
    Reply reply = world.send("{'command':'startSeries','migrations':['a','b']}");

    // then
    assertThat(reply.message()).contains("'b': params.plan: required");
    assertThat(world.status("a")).isEqualTo(Status.PENDING);
  }

  @Test
  void aRunningOneIsGivenMoreToFollowIt() {
    // given
    world.in("a", Status.RUNNING).knows("b", "c");
    world.send("{'command':'start','migration':'a','next':['b']}");

    // when
    Reply appended = world.send("{'command':'start','migration':'a','next':['c']}");
    Reply repeated = world.send("{'command':'start','migration':'a','next':['b']}");

    // then
    assertThat(appended.message()).endsWith("then b, c");
    assertThat(repeated.accepted()).isFalse();
    assertThat(world.state("a").context().series().next()).containsExactly("b", "c");
  }

  @Test
  void whenAllAreCompletedNothingChanges() {
    // given
    world.in("a", Status.COMPLETED).in("b", Status.COMPLETED).in("c", Status.COMPLETED);

    // when
    Reply reply = world.send(ABC);

    // then
    assertThat(reply.accepted()).isTrue();
    assertThat(reply.message()).startsWith("no change: all of them are completed");
  }

  @Test
  void aSuccessorThatWasStoredBeforeACrashIsNotStartedAgain() {
    // given
    world.knows("a", "b").send("{'command':'start','migration':'a','next':['b']}");
    world.prepared("a");
    State beforeItsEnd = world.state("a");
    world.landed("a", 20, 10, true);
    world.prepared("b");
    world.landed("b", 10, 10, false);

    // when: the crash lost what was stored of the predecessor, and its event is read again
    world.states.put("a", beforeItsEnd);
    world.landed("a", 20, 10, true);

    // then
    assertThat(world.state("b").run()).isEqualTo(1);
    assertThat(world.processed("b")).isEqualTo(10);
    assertThat(world.status("a")).isEqualTo(Status.COMPLETED);
    assertThat(world.state("a").context().series().next()).isEmpty();
  }

  @Test
  void aSuccessorWithNothingLeftToDoHandsOnAtOnce() {
    // given
    world.knows("a", "c").in("b", Status.PAUSED);
    world.landed("b", 20, 10, true);

    // when
    world.send(ABC);
    complete("a");

    // then
    assertThat(world.status("b")).isEqualTo(Status.COMPLETED);
    assertThat(world.status("c")).isEqualTo(Status.RUNNING);
  }

  @Test
  void aResetIsOfTheMigrationItWasAskedForAndOfNoneThatFollowsItLater() {
    // given
    world.knows("a").in("b", Status.PAUSED).in("c", Status.COMPLETED);
    world.send("{'command':'start','migration':'a','reset':true}");

    // when
    world.send("{'command':'start','migration':'a','next':['b','c']}");
    complete("a");

    // then
    assertThat(world.status("b")).isEqualTo(Status.RUNNING);
    assertThat(world.state("b").run()).isEqualTo(1);
    assertThat(world.cursor("b")).contains("10");

    // when
    world.landed("b", 20, 10, true);

    // then
    assertThat(world.state("c").run()).isEqualTo(1);
    assertThat(world.status("c")).isEqualTo(Status.COMPLETED);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNNING", "PAUSED"})
  void whatIsToGoOnDoesNotFollowWhatBeginsAnew(Status status) {
    // given
    world.knows("a", "d").in("b", Status.COMPLETED).in("c", Status.PAUSED);
    world.send("{'command':'startSeries','migrations':['a','b'],'reset':true}");
    if (status == Status.PAUSED) {
      world.command("pause", "a");
    }

    // when
    Reply refused = world.send("{'command':'start','migration':'a','next':['c']}");
    Reply pending = world.send("{'command':'start','migration':'a','next':['d']}");

    // then
    assertThat(refused.accepted()).isFalse();
    assertThat(refused.message())
        .contains("'a' is " + status)
        .contains("all that follows it begins anew, which 'c' is not to do");
    assertThat(pending.message()).endsWith("then b, d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'reset':true", "'cursor':5"})
  void aRunThatBeginsAnewKeepsWhatFollowsIt(String option) {
    // given
    world.knows("a").in("b", Status.PAUSED).knows("c").send(ABC);

    // when
    Reply reply = world.send("{'command':'start','migration':'a',%s}".formatted(option));
    complete("a");

    // then
    assertThat(reply.message()).startsWith("run 2 begins").endsWith(", then b, c");
    assertThat(world.state("b").run()).isEqualTo(1);
    assertThat(world.status("b")).isEqualTo(Status.RUNNING);
    assertThat(world.state("b").context().series().next()).containsExactly("c");
  }

  @Test
  void aRunThatBeginsAnewWithOthersToFollowItSaysWhichNoLongerDo() {
    // given
    world.knows("a", "b", "c", "d").send(ABC);

    // when
    Reply reply = world.send("{'command':'start','migration':'a','reset':true,'next':['d','c']}");

    // then
    assertThat(reply.message()).isEqualTo("run 2 begins, then d, c, not followed by b any more");
  }

  @Test
  void clearingSaysWhatNoLongerFollows() {
    // given
    world.knows("a", "b", "c").send(ABC);
    world.command("pause", "a");

    // when
    Reply reply = world.command("clear", "a");

    // then
    assertThat(reply.message()).endsWith("it is pending, not followed by b, c any more");
    assertThat(world.state("a").context().series().next()).isEmpty();
  }

  private void complete(String name) {
    world.prepared(name);
    world.landed(name, 20, 10, true);
  }
}
