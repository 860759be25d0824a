package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CrashScenarioTest {

  @Test
  void everyCombinationOfWritesThatKeepsTheOrderWithinATopicMaySurvive() {
    // given
    Write store1 = new Write(null, "a", "1");
    Write store2 = new Write(null, "b", "2");
    Write task = new Write(Sink.TASKS, "a/0", "3");
    // when
    List<Survivors> all = Survivors.all(List.of(store1, task, store2), 0);
    // then
    assertThat(all)
        .extracting(Survivors::writes)
        .containsExactlyInAnyOrder(
            List.of(),
            List.of(store1),
            List.of(store1, store2),
            List.of(task),
            List.of(store1, task),
            List.of(store1, store2, task));
  }

  @Test
  void rulesThatDeriveEverythingFromTheStoreSurviveEveryCrash() {
    // given
    CrashScenario story = story(true);
    Outcome expected = story.undisturbed();
    List<CrashScenario.Crash> crashes = story.crashes(3);
    // then
    assertThat(crashes).hasSizeGreaterThan(100);
    for (CrashScenario.Crash crash : crashes) {
      Outcome outcome = story.after(crash);
      assertThat(outcome.states()).as("%s", crash).isEqualTo(expected.states());
      assertThat(outcome.isPublished()).as("%s", crash).isTrue();
      assertThat(batches(outcome)).as("%s", crash).isEqualTo(batches(expected));
      assertThat(answers(outcome)).as("%s", crash).isEqualTo(answers(expected));
    }
  }

  @Test
  void rulesThatOweSomethingOnlyInAMessageAreFoundOut() {
    // given
    CrashScenario story = story(false);
    Set<Long> expected = batches(story.undisturbed());
    // when
    List<CrashScenario.Crash> lost =
        story.crashes(1).stream()
            .filter(crash -> !batches(story.after(crash)).equals(expected))
            .toList();
    // then
    assertThat(lost).isNotEmpty();
  }

  /** Four pages, of which each event asks for the next one. */
  private static CrashScenario story(boolean takesOver) {
    return new CrashScenario(() -> new Counting(takesOver), Duration.ofSeconds(5))
        .command("{'command':'start','migration':'a','id':'1'}")
        .event(Samples.working("a", 1))
        .passes(Duration.ofSeconds(1))
        .event(Samples.working("a", 2))
        .event(Samples.working("a", 3));
  }

  private static Set<Long> batches(Outcome outcome) {
    return outcome.tasks().stream().map(task -> task.batchId().batch()).collect(Collectors.toSet());
  }

  private static Set<String> answers(Outcome outcome) {
    return outcome.replies().stream().map(Reply::message).collect(Collectors.toSet());
  }

  /** A chain of batches, each asked for by the event before it; events tell how many there were. */
  private record Counting(boolean takesOver) implements Rules {

    @Override
    public Decision decide(States states, Input input, Instant now) {
      if (input instanceof Input.Commanded) {
        Effect reply = new Effect.SendReply(Samples.reply("a", "runs"));
        if (states.find("a").isPresent()) {
          return new Decision(List.of(), List.of(reply));
        }
        return new Decision(List.of(state(0)), List.of(reply, task(0)));
      }
      if (input instanceof Input.Told told && told.event() instanceof Event.Working working) {
        boolean isNew = working.documents() > processed(states);
        return isNew
            ? new Decision(List.of(state(working.documents())), List.of(task(working.documents())))
            : Decision.NOTHING;
      }
      if (input instanceof Input.TakenOver && takesOver) {
        List<Effect> owed = new ArrayList<>();
        states.all().forEach(state -> owed.add(task(state.progress().counts().processed())));
        return new Decision(List.copyOf(states.all()), owed);
      }
      return Decision.NOTHING;
    }

    private static long processed(States states) {
      return states.find("a").map(state -> state.progress().counts().processed()).orElse(-1L);
    }

    private static State state(long processed) {
      return Samples.state("a", 1, processed);
    }

    private static Effect task(long processed) {
      Task task = Samples.task("a", 0, processed + 1);
      return new Effect.SendTask(task, 0);
    }
  }
}
