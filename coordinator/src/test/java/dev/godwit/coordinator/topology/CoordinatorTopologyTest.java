package dev.godwit.coordinator.topology;

import static dev.godwit.coordinator.topology.Driven.TOPICS;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect.KeepSummary;
import dev.godwit.coordinator.decide.Effect.SendReply;
import dev.godwit.coordinator.decide.Effect.SendTask;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.Input.Commanded;
import dev.godwit.coordinator.decide.Input.TakenOver;
import dev.godwit.coordinator.decide.Input.Tick;
import dev.godwit.coordinator.decide.Input.Told;
import dev.godwit.coordinator.decide.States;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoordinatorTopologyTest {

  private static final String START_A = "{\"command\":\"start\",\"migration\":\"a\"}";

  private final Script script = new Script();
  private @Nullable Driven driven;

  @AfterEach
  void close() {
    if (driven != null) {
      driven.close();
    }
  }

  @Test
  void whatFollowsFromACommandGoesToEveryTopicUnderItsKey() {
    // given
    State state = Samples.state("a", 1, 0);
    Task task = Samples.task("a", 3, 1);
    Reply reply = Samples.reply("a", "runs");
    RunSummary summary = RunSummary.of(state);
    script.on(
        Commanded.class,
        state,
        new SendReply(reply),
        new SendTask(task, 0),
        new KeepSummary(summary));
    // when
    drive().command(START_A);
    // then
    assertThat(sent(TOPICS.state())).containsExactly(entry("a", Json.write(state)));
    assertThat(sent(TOPICS.tasks())).containsExactly(entry("a/3", Json.write(task)));
    assertThat(sent(TOPICS.replies())).containsExactly(entry("a", Json.write(reply)));
    assertThat(sent(TOPICS.history())).containsExactly(entry("a/1", Json.write(summary)));
    assertThat(drive().store().get("a")).isEqualTo(Json.bytes(state));
  }

  @Test
  void theChangelogHoldsWhatTheStoreHolds() {
    // given
    script.on(Commanded.class, Samples.state("a", 1, 0));
    // when
    drive().command(START_A);
    // then
    assertThat(sent("g.coordinator-states-changelog"))
        .containsExactly(entry("a", Json.write(Samples.state("a", 1, 0))));
  }

  @Test
  void commandsAreReadWithTheirOffsetAndEventsAsTheyAre() {
    // given
    Event event = Samples.working("a", 7);
    // when
    drive().command(START_A);
    drive().command("{\"command\":\"cancelAll\",\"id\":\"x\"}");
    drive().event(event);
    // then
    assertThat(script.asked)
        .containsExactly(
            new TakenOver(),
            new Commanded(Command.of(Verb.START, "a"), 0),
            new Commanded(new Command(Verb.CANCEL_ALL, "x", null, List.of(), StartOptions.NONE), 1),
            new Told(event));
  }

  @Test
  void whatIsOwedComesBeforeTheFirstRecord() {
    // given
    script.on(TakenOver.class, Samples.state("a", 1, 1)).on(Told.class, Samples.state("a", 1, 2));
    // when
    drive().event(Samples.working("a", 2));
    // then
    assertThat(kinds()).containsExactly("TakenOver", "Told");
    assertThat(sent(TOPICS.state()))
        .containsExactly(
            entry("a", Json.write(Samples.state("a", 1, 1))),
            entry("a", Json.write(Samples.state("a", 1, 2))));
  }

  @Test
  void withoutRecordsWhatIsOwedComesWithTheFirstTickAndOnlyOnce() {
    // when
    drive().tick();
    drive().tick();
    drive().command(START_A);
    // then
    assertThat(kinds()).containsExactly("TakenOver", "Tick", "Commanded");
  }

  @Test
  void timeIsTheWallClock() {
    // when
    drive().tick();
    drive().pass(Duration.ofMillis(400));
    // then
    assertThat(script.times)
        .startsWith(Samples.AT.plusMillis(200))
        .endsWith(Samples.AT.plusMillis(600));
    // when
    script.on(Commanded.class, Samples.state("a", 1, 0));
    drive().command(START_A);
    // then
    assertThat(drive().records(TOPICS.state()))
        .extracting(TestRecord::timestamp)
        .containsExactly(Samples.AT.plusMillis(600).toEpochMilli());
  }

  @Test
  void theRulesSeeWhatTheyDecidedBefore() {
    // given
    AtomicReference<@Nullable States> seen = new AtomicReference<>();
    script
        .on(Commanded.class, any -> new Decision(two("b", "a"), List.of()))
        .on(
            Tick.class,
            states -> {
              seen.set(states);
              return Decision.NOTHING;
            });
    // when
    drive().tick();
    drive().command(START_A);
    drive().tick();
    // then
    assertThat(seen.get())
        .satisfies(
            states -> {
              assertThat(states.all()).extracting(State::migration).containsExactly("a", "b");
              assertThat(states.find("b")).contains(Samples.state("b", 0, 0));
              assertThat(states.find("c")).isEmpty();
            });
  }

  @Test
  void statesArePublishedInTheOrderOfTheDecision() {
    // given
    script.on(Commanded.class, any -> new Decision(two("b", "a"), List.of()));
    // when
    drive().command(START_A);
    // then
    assertThat(sent(TOPICS.state())).extracting(sent -> sent.getKey()).containsExactly("b", "a");
  }

  @Test
  void aReplyAboutNoMigrationHasNoKey() {
    // given
    script.on(
        Commanded.class,
        any ->
            new Decision(
                List.of(),
                List.of(
                    new SendReply(
                        new Reply("cancelAll", null, null, true, "none ran", Samples.AT, null)))));
    // when
    drive().command("{\"command\":\"cancelAll\"}");
    // then
    assertThat(drive().records(TOPICS.replies())).extracting(TestRecord::key).containsOnlyNulls();
  }

  private static List<State> two(String first, String second) {
    return List.of(Samples.state(first, 0, 0), Samples.state(second, 0, 0));
  }

  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    for (Input input : script.asked) {
      kinds.add(input.getClass().getSimpleName());
    }
    return kinds;
  }

  private List<Map.Entry<String, String>> sent(String topic) {
    return drive().sent(topic);
  }

  private Driven drive() {
    if (driven == null) {
      driven = new Driven(script);
    }
    return driven;
  }
}
