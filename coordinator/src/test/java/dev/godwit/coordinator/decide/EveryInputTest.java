package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sealed types take an instanceof chain, which the compiler does not check. */
class EveryInputTest {

  @ParameterizedTest
  @EnumSource(Status.class)
  void everyKindOfInputHasItsRule(Status status) {
    // given
    World world = new World().in("a", status);
    Map<Class<?>, Input> samples = new HashMap<>();
    for (Input input : samples(world)) {
      samples.put(input.getClass(), input);
    }

    // then
    assertThat(samples.keySet()).containsExactlyInAnyOrder(Input.class.getPermittedSubclasses());
    samples
        .values()
        .forEach(input -> assertThatCode(() -> world.decide(input)).doesNotThrowAnyException());
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void everyKindOfEventHasItsRule(Status status) {
    // given
    World world = new World().in("a", status);
    Map<Class<?>, Event> samples = new HashMap<>();
    for (Event event : events(world)) {
      samples.put(event.getClass(), event);
    }

    // then
    assertThat(samples.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(Event.OfBatch.class.getPermittedSubclasses()),
                    Stream.of(Event.Announced.class))
                .toList());
    samples
        .values()
        .forEach(event -> assertThatCode(() -> world.told(event)).doesNotThrowAnyException());
  }

  @Test
  void everyVerbIsAnswered() {
    for (Command.Verb verb : Command.Verb.values()) {
      // given
      World world = new World().in("a", Status.RUNNING);
      boolean aboutOne = verb != Command.Verb.CANCEL_ALL && verb != Command.Verb.UP;
      int replies = world.replies.size();

      // when
      world.decide(
          new Input.Commanded(
              new Command(verb, "id", null, aboutOne ? List.of("a") : List.of(), StartOptions.NONE),
              99));

      // then
      assertThat(world.replies).hasSize(replies + 1);
      assertThat(world.replies.get(replies).command()).isEqualTo(verb.wireName());
    }
  }

  private static List<Input> samples(World world) {
    return List.of(
        new Input.Commanded(Command.of(Command.Verb.PAUSE, "a"), 99),
        new Input.Told(events(world).get(0)),
        new Input.Tick(),
        new Input.Renumbered(),
        new Input.TakenOver());
  }

  private static List<Event> events(World world) {
    Event.Origin origin =
        world.state("a").progress().segments().isEmpty()
            ? new Event.Origin(new BatchId("a", 1, 0, 1), 1, "w1", world.now)
            : world.origin("a");
    return List.of(
        new Event.Announced(world.state("a").definition(), "w1", world.now),
        new Event.Taken(origin),
        new Event.Working(origin, 5),
        new Event.Prepared(origin, 5L, null),
        World.completed(origin, new Event.Span(null, null, false), Counts.ZERO, null),
        new Event.Failed(origin, FailureKind.PAGE, "no luck"),
        new Event.LettersGone(origin, 5, 7, 12),
        new Event.Declined(origin, "not known", null));
  }
}
