package dev.godwit.coordinator.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123Z");
  private static final Tokens TOKENS =
      Tokens.parse("alice=alice-has-this-token,bob=bob-has-this-one-too");
  private static final byte[] VALUE = bytes("{\"command\":\"cancelAll\",\"by\":\"alice\"}");

  private final Proof proof = Proof.of(TOKENS, "alice", VALUE, AT);

  /** Computed with other tools, so that nobody changes it without noticing. */
  @Test
  void theHeaderIsExactlyThis() {
    assertThat(new String(proof.header(), StandardCharsets.US_ASCII))
        .isEqualTo(
            "v1:1795521600123:297742693a834652d609831dac631e50833c400535b7602175a1c85ab6f51aff");
  }

  @ParameterizedTest
  @ValueSource(longs = {-300_000, 0, 300_000})
  void itHoldsForFiveMinutes(long millis) {
    assertThat(Proof.verified(TOKENS, proof.header(), "alice", VALUE, AT.plusMillis(millis)))
        .isEqualTo(proof);
    assertThat(proof.isOver(AT.plusMillis(millis))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {-300_001, 300_001})
  void afterwardsTheCommandHasToBeSentAgain(long millis) {
    assertThatThrownBy(
            () -> Proof.verified(TOKENS, proof.header(), "alice", VALUE, AT.plusMillis(millis)))
        .isInstanceOf(UnprovenException.class)
        .hasMessageContaining("send the command again");
  }

  @Test
  void itIsForThisCommandOfThisPersonAlone() {
    refused(TOKENS, proof.header(), "bob", VALUE);
    refused(TOKENS, proof.header(), "carol", VALUE);
    refused(TOKENS, proof.header(), null, VALUE);
    refused(TOKENS, proof.header(), "alice", bytes("{\"command\":\"up\",\"by\":\"alice\"}"));
    refused(Tokens.parse("alice=another-token-of-hers"), proof.header(), "alice", VALUE);
    refused(Tokens.NONE, proof.header(), "alice", VALUE);
  }

  @Test
  void itsTimeIsPartOfIt() {
    refused(
        TOKENS,
        bytes(new String(proof.header(), StandardCharsets.US_ASCII).replace("123:", "124:")),
        "alice",
        VALUE);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "v1", "v1::", "v2:1:0", "v1:1:zz", "v1:99999999999999999999:00", "\u0000"})
  void whatIsNoProofProvesNothing(@Nullable String header) {
    refused(TOKENS, header == null ? null : bytes(header), "alice", VALUE);
  }

  private static void refused(
      Tokens tokens, byte @Nullable [] header, @Nullable String by, byte[] value) {
    assertThatThrownBy(() -> Proof.verified(tokens, header, by, value, AT))
        .isInstanceOf(UnprovenException.class)
        .hasMessageStartingWith("the proof of who sent it does not hold");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
