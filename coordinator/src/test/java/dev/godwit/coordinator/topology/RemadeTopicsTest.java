package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.coordinator.decide.Decider;
import dev.godwit.coordinator.decide.Installation;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Topics that are deleted and made anew while the coordinator runs, or while it does not. */
class RemadeTopicsTest {

  private static final String START = "{'command':'start','migration':'a','id':'start'}";
  private static final String PAUSE = "{'command':'pause','migration':'a','id':'pause'}";
  private static final String RESUME = "{'command':'resume','migration':'a','id':'resume'}";

  private final Rules rules = new Decider(new Installation(4, null))::decide;
  private final Outcome kafka = new Outcome();
  private final Editions editions = new Editions();
  private Life life = new Life(rules, Map.of(), editions);

  @Test
  void aCommandThatIsReadAgainIsAnsweredAgainInTheSameWords() {
    // given
    given();
    Reply first = command(7, PAUSE).get(0);
    command(8, RESUME);
    // when
    restarts();
    List<Reply> again = command(7, PAUSE);
    // then
    assertThat(again).containsExactly(first);
    assertThat(state().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void aCommandWhoseAnswerIsForgottenIsRefusedAndNotCarriedOut() {
    // given
    given();
    command(7, PAUSE);
    command(7 + CommandLedger.KEPT, RESUME);
    // when
    restarts();
    List<Reply> again = command(7, PAUSE);
    // then
    assertThat(again).singleElement().matches(reply -> !reply.accepted());
    assertThat(again.get(0).message()).contains("not carried out again");
    assertThat(state().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void aDryRunIsDoneAgainBecauseItsTaskMayBeLost() {
    // given
    given();
    String dryRun = START.replace("'id'", "'dryRun':true,'id'");
    command(7, dryRun);
    command(8, PAUSE);
    int tasks = kafka.tasks().size();
    // when
    restarts();
    List<Reply> replies = command(7, dryRun);
    // then
    assertThat(replies).isEmpty();
    assertThat(kafka.tasks()).hasSize(tasks + 1);
  }

  @Test
  void commandsOfATopicThatWasMadeAnewWhileNobodyRanAreCarriedOut() {
    // given
    given();
    command(7, PAUSE);
    // when
    editions.remake();
    restarts();
    List<Reply> replies = command(0, RESUME);
    // then
    assertThat(replies).singleElement().matches(Reply::accepted);
    assertThat(state().status()).isEqualTo(Status.RUNNING);
    assertThat(state().context().starter().commandOffset()).isZero();
    assertThat(kafka.isPublished()).isTrue();
  }

  @Test
  void commandsOfATopicThatWasMadeAnewUnderItsHandsAreCarriedOut() {
    // given
    given();
    command(7, PAUSE);
    // when: nothing but its offset tells
    editions.current = "B";
    List<Reply> replies = command(0, RESUME);
    // then
    assertThat(replies).singleElement().matches(Reply::accepted);
    assertThat(state().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void anotherCommandAtAnOffsetThatWasUsedBeforeIsCarriedOut() {
    // given
    given();
    command(7, PAUSE);
    // when: a broker has lost the end of the topic
    List<Reply> replies = command(7, RESUME);
    // then
    assertThat(replies).singleElement().matches(Reply::accepted);
    assertThat(state().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void aCommandOfTheNewTopicIsCarriedOutOnceToo() {
    // given
    given();
    editions.remake();
    command(0, PAUSE);
    command(1, RESUME);
    // when
    restarts();
    command(0, PAUSE);
    // then
    assertThat(state().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void whereverItIsKilledWhileItCountsAnewTheNextOneCountsAnew() {
    // given
    given();
    command(7, PAUSE);
    List<Write> counted = new ArrayList<>();
    Map<String, byte[]> before = new TreeMap<>(kafka.stored());
    editions.remake();
    life = new Life(rules, before, editions);
    counted.addAll(life.tick(Samples.AT));
    List<Write> stored = counted.stream().filter(write -> write.sink() == null).toList();
    assertThat(stored).hasSizeGreaterThan(2);
    for (int survived = 0; survived <= stored.size(); survived++) {
      // when
      Outcome partly = new Outcome();
      before.forEach((key, json) -> partly.keep(List.of(new Write(null, key, json))));
      partly.keep(stored.subList(0, survived));
      Life next = new Life(rules, partly.stored(), editions);
      partly.keep(process(next, 0, RESUME));
      // then
      assertThat(partly.states().get("a").status()).isEqualTo(Status.RUNNING);
    }
  }

  @Test
  void allThatIsOwedIsSentAgainWhenAnyTopicWasMadeAnew() {
    // given
    given();
    kafka.keep(life.tick(Samples.AT));
    int tasks = kafka.tasks().size();
    // when
    editions.remade++;
    kafka.keep(life.tick(Samples.AT));
    kafka.keep(life.tick(Samples.AT));
    // then
    assertThat(kafka.tasks()).hasSize(tasks + 1);
    assertThat(kafka.isPublished()).isTrue();
  }

  @Test
  void brokersThatDoNotSayWhichTopicItIsChangeNothing() {
    // given
    editions.current = null;
    given();
    command(7, PAUSE);
    // when
    restarts();
    List<Reply> replies = command(5, RESUME);
    // then
    assertThat(replies).singleElement().matches(reply -> !reply.accepted());
    assertThat(state().status()).isEqualTo(Status.PAUSED);
  }

  private void given() {
    Event announced =
        new Event.Announced(
            new Definition("a", "", "teams", Samples.REVISION, Defaults.STANDARD, List.of()),
            "worker-1",
            Samples.AT);
    kafka.keep(life.process(Driven.TOPICS.events(), 0, Json.bytes(announced), Samples.AT));
    assertThat(command(6, START)).singleElement().matches(Reply::accepted);
  }

  private void restarts() {
    life = new Life(rules, kafka.stored(), editions);
  }

  private List<Reply> command(long offset, String json) {
    int before = kafka.replies().size();
    kafka.keep(process(life, offset, json));
    return kafka.replies().subList(before, kafka.replies().size());
  }

  private static List<Write> process(Life life, long offset, String json) {
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return life.process(Driven.TOPICS.commands(), offset, value, Samples.AT);
  }

  private State state() {
    return kafka.states().get("a");
  }

  private static final class Editions implements TopicEditions {
    private @Nullable String current = "A";
    private int remade;

    void remake() {
      current = "B";
      remade++;
    }

    @Override
    public @Nullable String commands() {
      return current;
    }

    @Override
    public int remade() {
      return remade;
    }
  }
}
