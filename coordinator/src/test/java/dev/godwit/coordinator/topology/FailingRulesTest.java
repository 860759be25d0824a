package dev.godwit.coordinator.topology;

import static dev.godwit.coordinator.topology.Driven.TOPICS;
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
import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailingRulesTest {

  private static final String START = "{\"command\":\"start\",\"migration\":\"a\",\"id\":\"7\"}";
  private static final String LONG = "x".repeat(Driven.MAX_BYTES);

  private final Script script = new Script();
  private final Driven driven = new Driven(script);

  @AfterEach
  void close() {
    driven.close();
  }

  @Test
  void aCommandOnWhichTheRulesFailIsAnsweredAndSkipped() {
    // given
    script.on(Commanded.class, FailingRulesTest::fails);
    // when
    driven.command(START);
    driven.event(Samples.working("a", 1));
    // then
    assertThat(replies())
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.accepted()).isFalse();
              assertThat(reply.command()).isEqualTo("start");
              assertThat(reply.id()).isEqualTo("7");
              assertThat(reply.migration()).isEqualTo("a");
              assertThat(reply.message())
                  .startsWith("could not be carried out, nothing was changed")
                  .contains("no rule for this");
            });
    assertThat(script.asked).last().isInstanceOf(Told.class);
  }

  @Test
  void oneMigrationOnWhichTheRulesFailCostsNoOtherItsTakeoverAndItsTicks() {
    // given
    List<Input> done = new ArrayList<>();
    Function<Input, Decision> rule =
        input -> {
          String about =
              input instanceof Tick tick ? tick.migration() : ((TakenOver) input).migration();
          if (about == null || about.equals("bad")) {
            throw new IllegalStateException("no rule for this");
          }
          done.add(input);
          return Decision.NOTHING;
        };
    Rules rules =
        (states, input, now) ->
            input instanceof Tick || input instanceof TakenOver
                ? rule.apply(input)
                : Decision.NOTHING;
    Life life =
        new Life(
            rules,
            Map.of(
                "bad", Json.bytes(Samples.state("bad", 1, 0)),
                "good", Json.bytes(Samples.state("good", 1, 0))));

    // when
    life.tick(Samples.AT);
    life.tick(Samples.AT);

    // then
    assertThat(done).containsExactly(new TakenOver("good"), new Tick("good"));
  }

  @Test
  void anEventOrATickOnWhichTheRulesFailIsSkipped() {
    // given
    script
        .on(TakenOver.class, FailingRulesTest::fails)
        .on(Told.class, FailingRulesTest::fails)
        .on(Tick.class, FailingRulesTest::fails);
    // when
    driven.event(Samples.working("a", 1));
    driven.tick();
    driven.tick();
    driven.command(START);
    // then
    assertThat(script.asked)
        .extracting(Input::getClass)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(TakenOver.class, Told.class, Tick.class, Tick.class, Commanded.class);
    assertThat(replies()).isEmpty();
  }

  @Test
  void evenAStackOverflowCostsOnlyItsInput() {
    // given
    script.on(Told.class, FailingRulesTest::forEver).on(Commanded.class, Samples.state("a", 1, 0));
    // when
    driven.event(Samples.working("a", 1));
    driven.command(START);
    // then
    assertThat(driven.sent(TOPICS.state())).hasSize(1);
  }

  @Test
  void aStateThatIsTooLargeIsStoredAndPublishedWithItsTextsCut() {
    // given
    script.on(Commanded.class, Samples.state("a", 1, 5, LONG));
    // when
    driven.command(START);
    // then
    State published = Json.read(driven.sent(TOPICS.state()).get(0).getValue(), State.class);
    String cut = "x".repeat(LongTexts.KEPT) + "… (cut)";
    assertThat(published).isEqualTo(Samples.state("a", 1, 5, cut));
    assertThat(driven.store().get("a")).isEqualTo(Json.bytes(published));
    // when
    script.on(Tick.class, states -> new Decision(List.copyOf(states.all()), List.of()));
    driven.tick();
    // then
    assertThat(driven.sent(TOPICS.state())).containsExactly(Map.entry("a", Json.write(published)));
  }

  @Test
  void aReplyThatIsTooLargeIsReplacedByAShortOne() {
    // given
    script.on(
        Commanded.class,
        states -> new Decision(List.of(), List.of(new SendReply(Samples.reply("a", LONG)))));
    // when
    driven.command(START);
    // then
    assertThat(replies())
        .containsExactly(Samples.reply("a", "x".repeat(LongTexts.KEPT) + "… (cut)"));
  }

  @Test
  void aSummaryThatIsTooLargeHasItsErrorCut() {
    // given
    State failed = Samples.failed("a", 1, LONG);
    script.on(
        Commanded.class,
        states -> new Decision(List.of(), List.of(new KeepSummary(RunSummary.of(failed)))));
    // when
    driven.command(START);
    // then
    assertThat(driven.sent(TOPICS.history()))
        .singleElement()
        .satisfies(sent -> assertThat(sent.getValue()).contains("… (cut)"));
  }

  @Test
  void aTaskThatIsTooLargeMakesTheWholeDecisionFailBeforeAnythingIsStored() {
    // given
    Task task =
        new Task(
            Task.Kind.BATCH,
            new BatchId("a", 1, 0, 1),
            1,
            Samples.REVISION,
            new Page(Range.ALL, 10, OnError.FAIL, Map.of("text", LONG)),
            null,
            Samples.AT);
    script.on(Commanded.class, Samples.state("a", 1, 0), new SendTask(task, 0));
    // when
    driven.command(START);
    // then
    assertThat(driven.sent(TOPICS.state())).isEmpty();
    assertThat(driven.store().get("a")).isNull();
    assertThat(replies())
        .singleElement()
        .satisfies(reply -> assertThat(reply.message()).contains("Kafka takes at most 10000"));
  }

  private static Decision fails(States states) {
    throw new IllegalStateException("no rule for this");
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private static Decision forEver(States states) {
    return forEver(states);
  }

  private List<Reply> replies() {
    return driven.sent(TOPICS.replies()).stream()
        .map(sent -> Json.read(sent.getValue(), Reply.class))
        .toList();
  }
}
