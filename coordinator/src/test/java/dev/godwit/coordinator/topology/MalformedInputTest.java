package dev.godwit.coordinator.topology;

import static dev.godwit.coordinator.topology.Driven.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.Input.Commanded;
import dev.godwit.coordinator.decide.Input.Told;
import dev.godwit.protocol.CommandReader;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedInputTest {

  private static final String GOOD = "{\"command\":\"start\",\"migration\":\"a\"}";

  private final Script script = new Script();
  private final List<String> malformed = new ArrayList<>();
  private final Driven driven = new Driven(script, new Counting());

  @AfterEach
  void close() {
    driven.close();
  }

  static Stream<Arguments> brokenCommands() {
    return Stream.of(
        arguments("not JSON", "start a", "not JSON"),
        arguments("empty", "", "got nothing"),
        arguments("blank", "  \n", "got nothing"),
        arguments("null", "null", "expected a JSON object"),
        arguments("a number", "17", "expected a JSON object"),
        arguments("a text", "\"start\"", "expected a JSON object"),
        arguments("an array", "[" + GOOD + "]", "expected a JSON object"),
        arguments("cut off", GOOD.substring(0, 20), "not JSON"),
        arguments("two in one record", GOOD + GOOD, "not JSON"),
        arguments("a repeated field", "{\"command\":\"up\",\"command\":\"up\"}", "Duplicate field"),
        arguments("no command", "{\"migration\":\"a\"}", "field 'command': missing"),
        arguments("unknown command", "{\"command\":\"go\"}", "got \"go\"; expected one of start"),
        arguments("command of wrong type", "{\"command\":[1]}", "field 'command': got [1]"),
        arguments("no migration", "{\"command\":\"start\"}", "field 'migration': missing"),
        arguments(
            "illegal name", "{\"command\":\"start\",\"migration\":\"a b\"}", "1 to 200 of A-Z"),
        arguments(
            "unknown field",
            "{\"command\":\"start\",\"migration\":\"a\",\"batchsize\":5}",
            "did you mean 'batchSize'?"),
        arguments(
            "batch size 0",
            "{\"command\":\"start\",\"migration\":\"a\",\"batchSize\":0}",
            "field 'batchSize': got 0"),
        arguments(
            "a huge number",
            "{\"command\":\"start\",\"migration\":\"a\",\"batchSize\":1e999999999}",
            "field 'batchSize'"),
        arguments(
            "empty cursor",
            "{\"command\":\"start\",\"migration\":\"a\",\"cursor\":\"\"}",
            "leave it out to go on"),
        arguments(
            "wrong type",
            "{\"command\":\"start\",\"migration\":\"a\",\"reset\":\"yes\"}",
            "expected true or false"),
        arguments(
            "deeply nested",
            "{\"command\":\"start\",\"migration\":\"a\",\"params\":" + "[".repeat(100_000),
            "not JSON"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenCommands")
  void eachIsRefusedOnceAndTheNextCommandIsReadAsIfNothingWas(
      String name, String value, String reason) {
    // when
    driven.command(value);
    driven.command(GOOD);
    // then
    assertThat(replies())
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.accepted()).isFalse();
              assertThat(reply.message()).contains(reason).hasSizeLessThan(2_100);
              assertThat(reply.at()).isEqualTo(Samples.AT);
            });
    assertThat(malformed).containsExactly(TOPICS.commands());
    assertThat(script.asked).filteredOn(Commanded.class::isInstance).hasSize(1);
    assertThat(driven.sent(TOPICS.state())).isEmpty();
  }

  @Test
  void aRecordWithoutAValueIsRefused() {
    // when
    driven.command((byte @Nullable []) null);
    // then
    assertThat(replies())
        .singleElement()
        .satisfies(reply -> assertThat(reply.message()).contains("without a value"));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    // when
    driven.command(new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});
    // then
    assertThat(replies())
        .singleElement()
        .satisfies(reply -> assertThat(reply.message()).contains("not UTF-8"));
  }

  @Test
  void anOversizedCommandIsRefusedWithASmallReplyThatEchoesWhatItCan() {
    // given
    String padding = "x".repeat(CommandReader.MAX_BYTES);
    // when
    driven.command(
        "{\"command\":\"start\",\"id\":\"7\",\"migration\":\"a\",\"by\":\"%s\"}"
            .formatted(padding));
    // then
    assertThat(replies())
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.message()).contains("expected at most");
              assertThat(List.of(reply.command(), reply.id(), reply.migration()))
                  .containsExactly("start", "7", "a");
            });
  }

  static Stream<Arguments> echoes() {
    return Stream.of(
        arguments("{\"command\":\"start\",\"id\":\"7\",\"migration\":\"a\"", "start", "7", "a"),
        arguments("{\"id\":7,\"command\":\"go\"}", "go", "7", null),
        arguments("{\"id\":\"7\",\"x\":{\"id\":\"8\"},\"command\":1e}", null, "7", null),
        arguments("{\"x\":[{\"id\":\"8\"}],\"migration\":\"a\",,", null, null, "a"),
        arguments("{\"command\":{\"command\":\"start\"},\"id\":null}", null, null, null),
        arguments("{\"command\":\"%s\"}".formatted("x".repeat(201)), null, null, null),
        arguments("{", null, null, null),
        arguments("{\"id\"", null, null, null),
        arguments("[\"id\",\"7\"]", null, null, null));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void theReplyEchoesWhateverCanBeReadBeforeTheCommandBreaks(
      String value, @Nullable String command, @Nullable String id, @Nullable String migration) {
    // when
    driven.command(value);
    // then
    assertThat(replies())
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.command()).isEqualTo(command);
              assertThat(reply.id()).isEqualTo(id);
              assertThat(reply.migration()).isEqualTo(migration);
            });
  }

  @Test
  void aReplyIsKeyedByItsMigrationUnlessThatIsNoLegalName() {
    // when
    driven.command("{\"command\":\"go\",\"migration\":\"a\"}");
    driven.command("{\"command\":\"go\",\"migration\":\"a b\"}");
    // then
    assertThat(driven.sent(TOPICS.replies()))
        .extracting(Map.Entry::getKey)
        .containsExactly("a", "null");
  }

  static Stream<Arguments> brokenEvents() {
    String origin =
        "\"migration\":\"a\",\"run\":1,\"segment\":0,\"batch\":1,\"attempt\":1,\"worker\":\"w\","
            + "\"at\":\"2026-11-24T12:00:00Z\"";
    return Stream.of(
        arguments("not JSON", "done"),
        arguments("empty", ""),
        arguments("null", "null"),
        arguments("an array", "[]"),
        arguments("no kind", "{" + origin + "}"),
        arguments("an unknown kind", "{\"event\":\"exploded\"," + origin + "}"),
        arguments("nothing but its kind", "{\"event\":\"taken\"}"),
        arguments("announces nothing", "{\"event\":\"announced\"}"),
        arguments("a wrong type", "{\"event\":\"taken\"," + origin.replace("1,", "\"one\",") + "}"),
        arguments(
            "an illegal name", "{\"event\":\"taken\"," + origin.replace("a\"", "a b\"") + "}"),
        arguments("a negative batch", "{\"event\":\"taken\"," + origin.replace("1,", "-1,") + "}"),
        arguments("oversized", "\"" + "x".repeat(Inbox.MAX_EVENT_BYTES) + "\""),
        arguments("deeply nested", "{\"event\":" + "[".repeat(100_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenEvents")
  void eachBrokenEventIsSkippedAndTheNextOneIsReadAsIfNothingWas(String name, String value) {
    // when
    driven.event(value.getBytes(StandardCharsets.UTF_8));
    driven.event(Samples.working("a", 1));
    // then
    assertThat(malformed).containsExactly(TOPICS.events());
    assertThat(script.asked).filteredOn(Told.class::isInstance).hasSize(1);
    assertThat(replies()).isEmpty();
  }

  @Test
  void anEventWithoutAValueIsSkipped() {
    // when
    driven.event((byte @Nullable []) null);
    // then
    assertThat(malformed).containsExactly(TOPICS.events());
    assertThat(script.asked).containsExactly(new Input.TakenOver());
  }

  private List<Reply> replies() {
    return driven.sent(TOPICS.replies()).stream()
        .map(sent -> Json.read(sent.getValue(), Reply.class))
        .toList();
  }

  private final class Counting implements TopologyListener {
    @Override
    public void malformed(String topic) {
      malformed.add(topic);
    }
  }
}
