package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.coordinator.decide.Decider;
import dev.godwit.coordinator.decide.Installation;
import dev.godwit.coordinator.people.Proof;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.protocol.Actor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvenCommandsTest {

  private static final Tokens TOKENS = Tokens.parse("alice=alice-has-this-token");
  private static final Actor PROVEN = new Actor("alice", true);
  private static final byte[] START =
      bytes("{'command':'start','migration':'a','next':['b'],'by':'alice','id':'1'}");
  private static final byte[] UP =
      bytes("{'command':'up','migrations':['c'],'by':'alice','id':'2'}");
  private static final byte[] CANCEL =
      bytes("{'command':'cancel','migration':'a','by':'alice','id':'3'}");

  private final Outcome outcome = new Outcome();
  private Instant now = Samples.AT;
  private Life life = born();

  @BeforeEach
  void announce() {
    announce("a");
    announce("b");
  }

  @Test
  void whoIsProvenIsInTheState() {
    // when
    command(0, START, proof(START));
    // then
    assertThat(starter("a")).isEqualTo(PROVEN);
    assertThat(outcome.stored().get("a")).asString().contains("\"startedByProven\":true");
  }

  @Test
  void withoutAProofItIsClaimed() {
    // when
    command(0, START, null);
    // then
    assertThat(starter("a")).isEqualTo(Actor.claimed("alice"));
  }

  @Test
  void aProofThatDoesNotHoldMakesTheCommandRefused() {
    // when
    command(0, START, bytes("v1:0:" + "0".repeat(64)));
    command(1, CANCEL, proof(START));
    command(2, CANCEL, new byte[0]);
    // then
    assertThat(outcome.replies())
        .hasSize(3)
        .allSatisfy(
            reply -> {
              assertThat(reply.accepted()).isFalse();
              assertThat(reply.message()).startsWith("the proof of who sent it does not hold");
            });
    assertThat(outcome.states().get("a").status()).isEqualTo(Status.PENDING);
  }

  @Test
  void nobodyCanSendItAgain() {
    // given
    byte[] proof = proof(START);
    command(0, START, proof);
    command(1, CANCEL, proof(CANCEL));
    // when: also by another coordinator, and as long as it holds
    now = now.plus(Proof.HOLDS);
    life = born();
    command(2, START, proof);
    // then
    assertThat(last().accepted()).isFalse();
    assertThat(last().message()).contains("was sent before, at offset 0");
    assertThat(outcome.states().get("a").status()).isEqualTo(Status.CANCELED);
  }

  @Test
  void oneThatIsReadAgainAfterACrashIsNotRefused() {
    // given: what it decided is lost, but for the proof
    byte[] proof = proof(START);
    Map<String, byte[]> before = Map.copyOf(outcome.stored());
    command(0, START, proof);
    String key = proofs().get(0);
    byte[] kept = outcome.stored().get(key);
    outcome.stored().clear();
    outcome.stored().putAll(before);
    outcome.stored().put(key, kept);
    // when
    life = born();
    command(0, START, proof);
    // then
    assertThat(last().accepted()).isTrue();
    assertThat(starter("a")).isEqualTo(PROVEN);
  }

  @Test
  void oneThatIsAnsweredAgainMayBeOld() {
    // given
    byte[] proof = proof(START);
    command(0, START, proof);
    // when
    now = now.plus(Proof.HOLDS).plusSeconds(1);
    life = born();
    command(0, START, proof);
    // then
    assertThat(last().message()).isEqualTo(outcome.replies().get(0).message());
  }

  @Test
  void proofsAreForgottenWhenTheyDoNotHoldAnyMore() {
    // given
    command(0, START, proof(START));
    assertThat(proofs()).hasSize(1);
    // when
    now = now.plus(Proof.HOLDS).plusMillis(1);
    life = born();
    command(1, CANCEL, proof(CANCEL));
    // then
    assertThat(proofs()).hasSize(1);
  }

  @Test
  void oneThatIsPutOffStaysProven() {
    // given
    byte[] proof = proof(UP);
    command(0, UP, proof);
    byte[] waiting = outcome.stored().get("/putOff/0");
    // when: it is read again, and another coordinator takes over
    now = now.plusSeconds(1);
    command(0, UP, proof);
    assertThat(outcome.stored().get("/putOff/0")).isEqualTo(waiting);
    life = born();
    announce("c");
    now = now.plusSeconds(1);
    outcome.keep(life.tick(now));
    // then
    assertThat(outcome.replies()).hasSize(1);
    assertThat(starter("a")).isEqualTo(PROVEN);
  }

  private Life born() {
    Decider decider = new Decider(new Installation(4, null));
    return new Life(
        decider::decide,
        Map.copyOf(outcome.stored()),
        new Surroundings(TopologyListener.NONE, TopicEditions.UNKNOWN, TOKENS));
  }

  private byte[] proof(byte[] value) {
    return Proof.of(TOKENS, "alice", value, now).header();
  }

  private void command(long offset, byte[] value, byte @Nullable [] proof) {
    Record<byte[], byte[]> record = new Record<>(new byte[0], value, now.toEpochMilli());
    RecordHeaders headers = new RecordHeaders();
    if (proof != null) {
      headers.add(Proof.HEADER, proof);
    }
    outcome.keep(life.process(Driven.TOPICS.commands(), offset, record.withHeaders(headers)));
  }

  private void announce(String name) {
    Event event =
        new Event.Announced(
            new Definition(name, "", "teams", Samples.REVISION, Defaults.STANDARD, List.of()),
            "worker-1",
            now);
    outcome.keep(life.process(Driven.TOPICS.events(), 0, Json.bytes(event), now));
  }

  private Actor starter(String migration) {
    return outcome.states().get(migration).context().starter().actor();
  }

  private Reply last() {
    return outcome.replies().get(outcome.replies().size() - 1);
  }

  private List<String> proofs() {
    return outcome.stored().keySet().stream().filter(ProvenCommands::isOwn).toList();
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
