package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.local.servers.JavaCommand;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.protocol.Actor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import dev.godwit.protocol.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, as people run it. */
class CliProcessIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();

  @TempDir Path directory;

  private final TopicNames topics = new TopicNames(KAFKA.uniquePrefix());

  private Process start(String... args) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.of(GodwitCli.class.getName(), List.of(args)));
    builder.environment().keySet().removeIf(name -> name.startsWith("GODWIT_"));
    // Whatever the test's own environment makes Java print would not be the command's.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", KAFKA.bootstrapServers());
    builder.environment().put("GODWIT_TOPIC_PREFIX", topics.prefix());
    return builder
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private String out() throws IOException {
    return Files.readString(directory.resolve("out"), StandardCharsets.UTF_8);
  }

  private String err() throws IOException {
    return Files.readString(directory.resolve("err"), StandardCharsets.UTF_8);
  }

  private static int exitCode(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends within a minute").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static State running(long offset) {
    return new State(
        new Definition("a", "für alle", "teams", new Revision(1, ""), Defaults.STANDARD, List.of()),
        Status.RUNNING,
        new RunInfo(1, 10, null, null, Map.of(), false),
        State.Progress.NONE,
        new State.Context(
            new Times(Instant.EPOCH, Instant.EPOCH, null, 0),
            new StartedBy(Actor.claimed("alice"), offset),
            Series.NONE,
            null),
        null);
  }

  @Test
  void printsNothingButWhatWasAskedFor() throws Exception {
    // given
    try (ScriptedCoordinator coordinator =
        ScriptedCoordinator.start(
            KAFKA.bootstrapServers(), topics, (command, offset, self) -> {})) {
      coordinator.state(running(0));

      // when
      Process process = start("list", "--json");

      // then
      assertThat(exitCode(process)).isZero();
      assertThat(err()).isEmpty();
      assertThat(out().lines().map(line -> Json.read(line, State.class)))
          .containsExactly(running(0));
    }
  }

  @Test
  void printsWhatKafkasClientsLogWhenItIsAskedFor() throws Exception {
    // given
    ScriptedCoordinator.createTopics(
        KAFKA.bootstrapServers(), List.of(topics.commands(), topics.replies(), topics.state()));

    // when
    Process process = start("list", "--json", "--verbose");

    // then
    assertThat(exitCode(process)).isZero();
    assertThat(err()).contains("INFO");
    assertThat(out()).isEmpty();
  }

  @Test
  void stoppedWhileItWaitsItSaysThatTheMigrationGoesOn() throws Exception {
    // given
    try (ScriptedCoordinator coordinator =
        ScriptedCoordinator.start(
            KAFKA.bootstrapServers(),
            topics,
            (command, offset, self) -> {
              self.reply(command, true, "run 1 begins");
              self.state(running(offset));
            })) {
      Process process = start("start", "a", "--wait");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(out()).contains("a: running"));

      // when
      process.destroy();

      // then
      assertThat(exitCode(process)).isNotZero();
      assertThat(err()).isEqualTo(Interruption.message(List.of("a")) + "\n");
    }
  }
}
