package dev.godwit.coordinator.topology;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A story of commands, events and time, run through the real processor: once without any trouble,
 * and once for each way in which a coordinator may be killed in it.
 *
 * <p>Kafka takes what a coordinator writes topic by topic: when it is killed while it handles an
 * input, any number of the writes to each topic may have arrived, in any combination, and those of
 * the inputs before it that are not committed yet just as well (except for their tasks, which the
 * story's events answer). Then another coordinator starts with the store that arrived, takes over,
 * and gets the uncommitted inputs again.
 */
final class CrashScenario {

  /** Something that happens at a time; a record of a topic, or, without a topic, only time. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Step(@Nullable String topic, long offset, byte[] value, Instant at) {}

  private final Supplier<Rules> rules;
  private final Duration downtime;
  private final List<Step> steps = new ArrayList<>();
  private Instant now = Samples.AT;
  private long commands;
  private long events;

  /**
   * @param rules made anew for each life, as they must not remember anything
   * @param downtime from a crash until the next coordinator takes over
   */
  CrashScenario(Supplier<Rules> rules, Duration downtime) {
    this.rules = rules;
    this.downtime = downtime;
  }

  // The story: each step happens 10 ms after the one before it.

  CrashScenario command(String json) {
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return then(Driven.TOPICS.commands(), commands++, value);
  }

  CrashScenario event(Event event) {
    return then(Driven.TOPICS.events(), events++, Json.bytes(event));
  }

  CrashScenario passes(Duration time) {
    now = now.plus(time);
    return then(null, 0, new byte[0]);
  }

  /** What comes of it without any crash. */
  Outcome undisturbed() {
    Outcome outcome = new Outcome();
    writes().forEach(outcome::keep);
    return outcome;
  }

  /**
   * Every way of being killed once.
   *
   * @param uncommitted how many steps, including the one it dies in, may come again
   */
  List<Crash> crashes(int uncommitted) {
    List<List<Write>> writes = writes();
    List<Crash> crashes = new ArrayList<>();
    for (int last = 0; last < steps.size(); last++) {
      for (int first = Math.max(0, last - uncommitted + 1); first <= last; first++) {
        List<Write> before = flat(writes.subList(0, first));
        List<Write> lost = flat(writes.subList(first, last + 1));
        long answered =
            flat(writes.subList(first, last)).stream()
                .filter(write -> write.sink() == Sink.TASKS)
                .count();
        for (Survivors survivors : Survivors.all(lost, (int) answered)) {
          crashes.add(new Crash(first, last, before, survivors));
        }
      }
    }
    return crashes;
  }

  /** What comes of it when the coordinator is killed that way. */
  Outcome after(Crash crash) {
    Outcome outcome = new Outcome();
    outcome.keep(crash.before());
    outcome.keep(crash.survivors().writes());
    Life next = new Life(rules.get(), outcome.stored());
    for (Step step : steps.subList(crash.first(), steps.size())) {
      outcome.keep(perform(next, step, downtime));
    }
    outcome.keep(next.tick(now.plus(downtime).plusSeconds(1)));
    return outcome;
  }

  /**
   * One way of being killed.
   *
   * @param first the first step that is not committed
   * @param last the step during which it is killed
   * @param before what was written and committed before these steps
   * @param survivors which writes of these steps have arrived
   */
  record Crash(int first, int last, List<Write> before, Survivors survivors) {
    @Override
    public String toString() {
      return "killed in step %d, goes on from step %d, survived: %s"
          .formatted(last, first, survivors);
    }
  }

  /** What is written in each step when nobody is killed. */
  private List<List<Write>> writes() {
    Life life = new Life(rules.get(), Map.of());
    return steps.stream().map(step -> perform(life, step, Duration.ZERO)).toList();
  }

  private static List<Write> flat(List<List<Write>> writes) {
    return writes.stream().flatMap(List::stream).toList();
  }

  private static List<Write> perform(Life life, Step step, Duration later) {
    Instant at = step.at().plus(later);
    return step.topic() == null
        ? life.tick(at)
        : life.process(step.topic(), step.offset(), step.value(), at);
  }

  private CrashScenario then(@Nullable String topic, long offset, byte[] value) {
    now = now.plusMillis(10);
    steps.add(new Step(topic, offset, value, now));
    return this;
  }
}
