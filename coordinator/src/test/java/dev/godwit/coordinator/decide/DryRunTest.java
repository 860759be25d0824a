package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DryRunTest {

  private final World world = new World();

  @ParameterizedTest
  @EnumSource(Status.class)
  void itIsSentInAnyStatusAndLeavesNoTrace(Status status) {
    // given
    world.in("a", status);
    var states = world.all();
    int replies = world.replies.size();

    // when
    world.send("{'command':'start','migration':'a','dryRun':true,'id':'x','by':'bob'}");

    // then
    assertThat(world.lastTask().kind()).isEqualTo(Task.Kind.DRY_RUN);
    assertThat(world.lastTask().dryRun().commandId()).isEqualTo("x");
    assertThat(world.all()).isEqualTo(states);
    assertThat(world.lastStored).isEmpty();
    assertThat(world.replies).hasSize(replies);
  }

  @Test
  void itBeginsWhereStartWouldGoOn() {
    // given
    world.in("a", Status.PAUSED);

    // when
    world.send("{'command':'start','migration':'a','dryRun':true}");

    // then
    assertThat(String.valueOf(world.lastTask().page().range().cursor())).contains("10");
  }

  @Test
  void itBeginsAtItsCursorWithItsBatchSize() {
    // given
    world.in("a", Status.RUNNING);

    // when
    world.send(
        "{'command':'start','migration':'a','dryRun':true,'cursor':{'$numberLong':'7'},'batchSize':3}");

    // then
    assertThat(String.valueOf(world.lastTask().page().range().cursor()))
        .isEqualTo("{\"$numberLong\": \"7\"}");
    assertThat(world.lastTask().page().batchSize()).isEqualTo(3);
    assertThat(world.state("a").runInfo().batchSize()).isEqualTo(1000);
  }

  @Test
  void aDeclinedOneIsTriedInAllPartitionsAndThenAnswered() {
    // given
    world.knows("a");
    world.send("{'command':'start','migration':'a','dryRun':true,'id':'x'}");

    // when
    for (int i = 0; i < 2 * World.PARTITIONS; i++) {
      declined();
    }

    // then
    assertThat(world.sent).hasSize(2 * World.PARTITIONS);
    assertThat(world.sent.stream().map(Effect.SendTask::partition).distinct())
        .hasSize(World.PARTITIONS);
    assertThat(world.replies).hasSize(1);
    assertThat(world.replies.get(0).accepted()).isFalse();
    assertThat(world.replies.get(0).id()).isEqualTo("x");
    assertThat(world.replies.get(0).message())
        .contains("w1 does not know it")
        .contains("try again");
  }

  @Test
  void ofACompletedOneItTakesNothingFromTheRunThatIsOver() {
    // given
    world.knows("a");
    world.send("{'command':'start','migration':'a','onError':'skip','batchSize':7}");
    world.prepared("a");
    world.landed("a", 10, 10, true);

    // when
    world.send("{'command':'start','migration':'a','dryRun':true}");

    // then
    assertThat(world.lastTask().page().onError()).isEqualTo(OnError.FAIL);
    assertThat(world.lastTask().page().batchSize()).isEqualTo(1000);
  }

  @Test
  void whatBeginsMeanwhileDoesNotKeepADeclinedOneFromAnyPartition() {
    // given
    world.knows("a", "e");
    world.send("{'command':'start','migration':'a','dryRun':true,'id':'x'}");
    declined();
    Effect.SendTask second = world.sent.get(1);
    world.command("start", "e");
    List<Effect.SendTask> asked = new ArrayList<>(List.of(second));

    // when
    world.told(declinedBy(second.task()));
    for (int i = 2; i < World.PARTITIONS; i++) {
      asked.add(world.sent.get(world.sent.size() - 1));
      declined();
    }
    asked.add(world.sent.get(world.sent.size() - 1));

    // then
    assertThat(asked).extracting(Effect.SendTask::partition).doesNotHaveDuplicates();
  }

  private void declined() {
    world.told(declinedBy(world.lastTask()));
  }

  private Event declinedBy(Task task) {
    Event.Origin origin =
        new Event.Origin(new BatchId("a", 0, 0, 0), task.attempt(), "w1", world.now);
    return new Event.Declined(origin, "w1 does not know it", task);
  }
}
