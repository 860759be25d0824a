package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TakeOverTest {

  private final World world = new World();

  @Test
  void allStatesArePublishedAgain() {
    // given
    for (Status status : Status.values()) {
      world.in(status.wireName(), status);
    }

    // when
    world.takesOver();

    // then
    assertThat(world.lastStored)
        .extracting(State::migration)
        .containsExactlyInAnyOrderElementsOf(world.states.keySet());
  }

  @Test
  void whatIsOutstandingIsSentAgainWithTheSameAttempt() {
    // given
    world.in("a", Status.RUNNING).in("b", Status.PAUSED);
    int sent = world.sent.size();
    var task = world.sent.stream().filter(s -> s.task().batchId().migration().equals("a")).toList();

    // when
    world.takesOver();

    // then
    assertThat(world.sent).hasSize(sent + 1);
    assertThat(world.sent.get(sent)).isEqualTo(task.get(task.size() - 1));
  }

  @Test
  void whatWaitsByAClockThatWasAheadWaitsNoLongerThanAnything() {
    // given
    world.in("a", Status.RUNNING);
    world.now = world.now.plus(Duration.ofHours(1));
    world.failed("a", FailureKind.OUTAGE);
    world.now = world.now.minus(Duration.ofHours(1));
    int sent = world.sent.size();

    // when
    world.takesOver();
    world.passes(Duration.ofSeconds(30));

    // then
    assertThat(world.sent).hasSize(sent + 1);
  }

  @Test
  void whatWaitsForItsTimeWaitsOn() {
    // given
    world.in("a", Status.RUNNING);
    world.failed("a", FailureKind.OUTAGE);
    int sent = world.sent.size();

    // when
    world.takesOver();

    // then
    assertThat(world.sent).hasSize(sent);
    assertThat(world.segment("a").delivery().phase()).isEqualTo(Delivery.Phase.WAITING);
    world.passes(Duration.ofSeconds(1));
    assertThat(world.sent).hasSize(sent + 1);
  }

  @Test
  void whileNobodyWasThereNothingBecameOverdue() {
    // given
    world.in("a", Status.RUNNING);
    world.taken("a");
    world.now = world.now.plus(Duration.ofHours(1));

    // when
    world.takesOver();
    int sent = world.sent.size();
    world.passes(Duration.ofSeconds(1));

    // then
    assertThat(world.sent).hasSize(sent);
  }

  @Test
  void aSeriesGoesOn() {
    // given: the crash came after the predecessor was stored as completed
    world.knows("a", "b").send("{'command':'start','migration':'a','next':['b']}");
    world.prepared("a");
    Draft draft = new Draft(world.state("a"));
    draft.status = Status.COMPLETED;
    world.states.put("a", draft.build());

    // when
    world.takesOver();

    // then
    assertThat(world.status("b")).isEqualTo(Status.RUNNING);
    assertThat(world.state("a").context().series().next()).isEmpty();
  }

  @Test
  void aReplayedCommandIsAnsweredAgainAndNotExecutedAgain() {
    // given
    world.knows("a");
    world.send("{'command':'start','migration':'a','reset':true,'id':'x'}");
    State state = world.state("a");
    int sent = world.sent.size();
    world.offset = 0;

    // when
    Reply reply = world.send("{'command':'start','migration':'a','reset':true,'id':'x'}");

    // then
    assertThat(reply.accepted()).isTrue();
    assertThat(reply.id()).isEqualTo("x");
    assertThat(reply.message()).isEqualTo("was carried out already; 'a' is running now");
    assertThat(world.state("a")).isEqualTo(state);
    assertThat(world.sent).hasSize(sent);
  }

  @Test
  void aReplayedCancelAllLeavesAloneWhatWasStartedAfterIt() {
    // given
    world.in("a", Status.RUNNING);
    long cancelAll = world.offset;
    world.send("{'command':'cancelAll'}");
    world.command("start", "a");
    world.offset = cancelAll;

    // when
    world.send("{'command':'cancelAll'}");

    // then
    assertThat(world.status("a")).isEqualTo(Status.RUNNING);
  }
}
