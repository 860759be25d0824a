package dev.godwit.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the bytes of every message are, and that they are read back as the same message. */
class GoldenJsonTest {

  /** Inside these, everything is data. */
  private static final Set<String> DATA =
      Set.of("params", "after", "before", "documentId", "document", "default");

  static Stream<String> messages() {
    return GoldenMessages.all().keySet().stream().sorted();
  }

  static Stream<String> commands() {
    return GoldenCommands.all().keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsExactlyThisJsonAndReadBackTheSame(String name) {
    // given
    Object message = message(name);
    // when
    String json = Json.write(message);
    // then
    GoldenFile.check(name, json);
    assertThat(Json.read(json, type(name))).isEqualTo(message);
    assertThat(Json.read(Json.bytes(message), type(name))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void fieldsThatAreNotKnownYetAreIgnoredAtAnyDepth(String name) {
    // given
    JsonNode newer = withNewFields(Json.tree(Json.write(message(name))));
    // then
    assertThat(newer.toString()).contains("ofTheFuture");
    assertThat(Json.read(newer.toString(), type(name))).isEqualTo(message(name));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsExactlyThisJsonAndReadBackTheSame(String name) {
    // given
    Command command = requireNonNull(GoldenCommands.all().get(name));
    // when
    String json = CommandWriter.write(command);
    // then
    GoldenFile.check(name, json);
    assertThat(CommandReader.read(json)).isEqualTo(command);
  }

  @Test
  void everyKindOfMessageHasItsFileAndEveryFileItsMessage() {
    // given
    Set<String> names = new HashSet<>(GoldenMessages.all().keySet());
    names.addAll(GoldenCommands.all().keySet());
    // then
    assertThat(GoldenFile.names()).containsExactlyInAnyOrderElementsOf(names);
    assertThat(GoldenMessages.all().values())
        .hasAtLeastOneElementOfType(Task.class)
        .extracting(Object::getClass)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains(allEvents().toArray());
    assertThat(GoldenCommands.all().values())
        .extracting(Command::verb)
        .contains(Command.Verb.values());
    assertThat(GoldenMessages.all().values().stream().filter(Task.class::isInstance))
        .extracting(task -> ((Task) task).kind())
        .containsExactlyInAnyOrder(Task.Kind.values());
  }

  private static List<Class<?>> allEvents() {
    List<Class<?>> events = new ArrayList<>(List.of(Event.class.getPermittedSubclasses()));
    events.remove(Event.OfBatch.class);
    events.addAll(List.of(Event.OfBatch.class.getPermittedSubclasses()));
    return events;
  }

  private static JsonNode withNewFields(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                if (!DATA.contains(field.getKey())) {
                  withNewFields(field.getValue());
                }
              });
      object.putObject("ofTheFuture").putArray("list").add(1);
    } else if (node.isArray()) {
      node.forEach(GoldenJsonTest::withNewFields);
    }
    return node;
  }

  private static Object message(String name) {
    return requireNonNull(GoldenMessages.all().get(name));
  }

  private static Class<?> type(String name) {
    Object message = message(name);
    return message instanceof Event ? Event.class : message.getClass();
  }
}
