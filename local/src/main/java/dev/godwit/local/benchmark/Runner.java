package dev.godwit.local.benchmark;

import dev.godwit.boot.Health;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.Parts;
import dev.godwit.boot.StartException;
import dev.godwit.boot.TopicFollower;
import dev.godwit.cli.installation.Address;
import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.kafka.KafkaInstallation;
import dev.godwit.local.LocalGodwit;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs migrations as anybody would, and waits for their end. */
final class Runner implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Parts parts = new Parts(ANSWER);
  private final Installation installation;
  private final StateFeed feed;
  private final EventTimes events = new EventTimes();

  Runner(LocalGodwit godwit) {
    KafkaProperties kafka = KafkaProperties.of(godwit.bootstrapServers());
    installation =
        parts.add(
            "installation",
            KafkaInstallation.at(new Address(kafka, godwit.topics(), ANSWER, false)));
    feed = parts.add("states", installation.states());
    parts.add(
        "events",
        TopicFollower.start(
            kafka,
            godwit.topics().events(),
            events,
            new Health(Clock.systemUTC(), (before, now, next) -> {})));
    until("announced", () -> feed.states().keySet().containsAll(Subjects.ALL));
  }

  /** A new run from the beginning; returns when it is completed and all its events were read. */
  void run(String migration, int pageSize, Map<String, Object> params) {
    events.forget();
    StartOptions options =
        new StartOptions(
            true,
            false,
            false,
            null,
            new StartOptions.Handling(pageSize, null, null),
            params.isEmpty() ? null : params);
    Answered answered = installation.ask(Command.start(List.of(migration), options), ANSWER);
    if (!answered.reply().accepted()) {
      throw new StartException(answered.reply().message());
    }
    until(
        "completed",
        () -> {
          State state = feed.states().get(migration);
          if (state != null && state.status() == Status.FAILED) {
            throw new StartException(migration + ": " + state.progress().error());
          }
          return state != null && state.status() == Status.COMPLETED && events.isDone();
        });
  }

  EventTimes events() {
    return events;
  }

  private void until(String what, java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new StartException("not " + what + " after " + LONGEST.toMinutes() + " min");
      }
      feed.poll(Duration.ofMillis(5));
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
