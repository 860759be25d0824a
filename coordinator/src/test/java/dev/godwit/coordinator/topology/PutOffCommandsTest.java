package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.coordinator.decide.Decider;
import dev.godwit.coordinator.decide.Installation;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PutOffCommandsTest {

  private static final String ENTRY = "/putOff/0";

  private final Outcome outcome = new Outcome();
  private Instant now = Samples.AT;
  private Life life = born();

  @Test
  void oneThatWaitsIsKeptAndAnsweredOnceAllAreAnnounced() {
    // given
    command(0, "{'command':'up','migrations':['a'],'id':'1'}");
    command(1, "{'command':'up','id':'2'}");
    assertThat(outcome.stored()).containsKey(ENTRY);
    assertThat(ids()).containsExactly("2");

    // when
    announce("a");
    tick(1);

    // then
    assertThat(ids()).containsExactly("2", "1");
    assertThat(outcome.states().get("a").context().starter().commandOffset()).isZero();

    // when
    tick(29);
    assertThat(outcome.stored()).containsKey(ENTRY);
    tick(2);

    // then
    assertThat(outcome.stored()).doesNotContainKey(ENTRY);
    assertThat(ids()).containsExactly("2", "1");
  }

  @Test
  void oneThatIsReadAgainWhileItWaitsGoesOnWaiting() {
    // given
    command(0, "{'command':'up','migrations':['a'],'id':'1'}");
    command(1, "{'command':'up','id':'2'}");
    life = born();

    // when
    tick(299);
    command(0, "{'command':'up','migrations':['a'],'id':'1'}");

    // then
    assertThat(ids()).containsExactly("2");

    // when: it waits from the first time on
    tick(1);

    // then
    assertThat(ids()).containsExactly("2", "1");
    assertThat(outcome.replies().get(1).message()).contains("no worker has announced a;");
  }

  @Test
  void aReplyThatMayBeLostIsSentAgainBeforeAnythingNew() {
    // given
    command(0, "{'command':'up','migrations':['a'],'id':'1'}");
    announce("a");
    tick(1);
    life = born();

    // when
    command(1, "{'command':'cancel','migration':'a','id':'2'}");

    // then
    assertThat(ids()).containsExactly("1", "1", "2");
    assertThat(outcome.replies().get(1).message()).isEqualTo("'a': run 1 begins");
  }

  @Test
  void anotherCommandAtItsOffsetShowsThatTheTopicWasMadeAnew() {
    // given
    command(0, "{'command':'up','migrations':['a'],'id':'1'}");

    // when
    command(0, "{'command':'up','id':'2'}");

    // then
    assertThat(ids()).containsExactly("2");
    assertThat(outcome.stored()).doesNotContainKey(ENTRY);
  }

  @Test
  void cancelAllAnswersOneThatWaitsForGood() {
    // given
    command(0, "{'command':'up','migrations':['a'],'id':'1'}");

    // when
    command(1, "{'command':'cancelAll','id':'2'}");
    announce("a");
    tick(1);

    // then
    assertThat(ids()).containsExactly("1", "2");
    assertThat(outcome.replies().get(0).accepted()).isFalse();
    assertThat(outcome.replies().get(1).message()).contains("kept from beginning: up (id 1)");

    // when
    life = born();
    command(1, "{'command':'cancelAll','id':'2'}");
    tick(31);

    // then: whoever takes over sends both again, and starts nothing
    assertThat(ids()).containsExactly("1", "2", "1", "2");
    assertThat(outcome.states().get("a").run()).isZero();
    assertThat(outcome.stored()).doesNotContainKey(ENTRY);
  }

  private Life born() {
    Decider decider = new Decider(new Installation(4, null));
    return new Life(decider::decide, Map.copyOf(outcome.stored()));
  }

  private void command(long offset, String json) {
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    outcome.keep(life.process(Driven.TOPICS.commands(), offset, value, now));
  }

  private void announce(String name) {
    Event event =
        new Event.Announced(
            new Definition(name, "", "teams", Samples.REVISION, Defaults.STANDARD, List.of()),
            "worker-1",
            now);
    outcome.keep(life.process(Driven.TOPICS.events(), 0, Json.bytes(event), now));
  }

  private void tick(long secondsLater) {
    now = now.plusSeconds(secondsLater);
    outcome.keep(life.tick(now));
  }

  private List<String> ids() {
    return outcome.replies().stream().map(reply -> String.valueOf(reply.id())).toList();
  }
}
