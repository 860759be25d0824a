package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.servers.TestKafka;
import dev.godwit.protocol.Actor;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import dev.godwit.protocol.TopicNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaInstallationIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();

  private final TopicNames topics = new TopicNames(KAFKA.uniquePrefix());
  private final RealCli cli = new RealCli(KAFKA.bootstrapServers(), topics.prefix());

  private ScriptedCoordinator coordinator(ScriptedCoordinator.Script script) {
    return ScriptedCoordinator.start(KAFKA.bootstrapServers(), topics, script);
  }

  private static State state(String name, Status status, long processed, long offset) {
    return new State(
        new Definition(name, "", "teams", new Revision(1, ""), Defaults.STANDARD, List.of()),
        status,
        new RunInfo(1, 10, null, null, Map.of(), false),
        new State.Progress(Counts.of(processed, 0, 0, 0, 0, 0), 100L, List.of(), null, null),
        new State.Context(
            new Times(Instant.EPOCH, Instant.EPOCH, null, processed * 10),
            new StartedBy(Actor.claimed("alice"), offset),
            Series.NONE,
            null),
        null);
  }

  @Test
  void commandIsWrittenWithoutAKeyAndItsOwnReplyIsFoundAmongOthers() throws Exception {
    // given
    try (ScriptedCoordinator coordinator =
        coordinator(
            (command, offset, self) -> {
              self.reply(Command.of(Command.Verb.PAUSE, "a").withId("other"), false, "not yours");
              self.write(topics.replies(), "a", "not JSON");
              self.write(topics.replies(), "a", null);
              self.reply(Command.of(Command.Verb.PAUSE, "a"), false, "without an id");
              self.reply(command, true, "paused");
            })) {
      // when
      RealCli.Ended ended = cli.run("pause", "a", "--by", "alice");

      // then
      assertThat(ended).isEqualTo(new RealCli.Ended(0, "a: paused\n", ""));
      ConsumerRecord<String, String> written = coordinator.next();
      assertThat(written.key()).isNull();
      assertThat(written.value())
          .matches(
              "\\{\"command\":\"pause\",\"migration\":\"a\",\"by\":\"alice\",\"id\":\"cli-[0-9a-f-]{36}\"}");
    }
  }

  @Test
  void refusalEndsWithOne() {
    // given
    try (ScriptedCoordinator coordinator =
        coordinator((command, offset, self) -> self.reply(command, false, "it is pending"))) {
      // when
      RealCli.Ended ended = cli.run("pause", "a", "--json");

      // then
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err()).isEmpty();
      Reply reply = Json.read(ended.out(), Reply.class);
      assertThat(reply.accepted()).isFalse();
      assertThat(reply.message()).isEqualTo("it is pending");
    }
  }

  @Test
  void noAnswerIsToldWithTheOffsetOfTheCommand() {
    // given
    ScriptedCoordinator.createTopics(
        KAFKA.bootstrapServers(), List.of(topics.commands(), topics.replies(), topics.state()));

    // when
    RealCli.Ended first = cli.run("pause", "a", "--timeout", "300ms");
    RealCli.Ended second = cli.run("dry-run", "a", "--timeout", "300ms");

    // then
    assertThat(first)
        .isEqualTo(
            new RealCli.Ended(
                1,
                "",
                "godwit: the command was written at offset 0 of %s, but no coordinator answered within 300 ms; it will be carried out when one is back\n"
                    .formatted(topics.commands())));
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err())
        .contains("at offset 1 of", "nobody answered within 300 ms", "a worker that knows");
  }

  @Test
  void missingTopicsAreToldWithThePrefixesThatAreThere() {
    // given
    TopicNames others = new TopicNames(KAFKA.uniquePrefix());
    ScriptedCoordinator.createTopics(
        KAFKA.bootstrapServers(), List.of(others.commands(), others.replies(), others.state()));

    // when
    RealCli.Ended list = cli.run("list");
    RealCli.Ended pause = cli.run("pause", "a");

    // then
    assertThat(list.exitCode()).isEqualTo(1);
    assertThat(list.err())
        .startsWith(
            "godwit: Kafka at %s has no topic '%s'; is a coordinator running with the topic prefix '%s'?"
                .formatted(KAFKA.bootstrapServers(), topics.state(), topics.prefix()))
        .contains("There are topics with the prefix '");
    assertThat(pause.exitCode()).isEqualTo(1);
    assertThat(pause.err()).contains("has no topic '" + topics.replies() + "'");
  }

  @Test
  void kafkaThatIsNotThereIsToldAfterTheTimeout() throws IOException {
    // given
    String nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "127.0.0.1:" + free.getLocalPort();
    }

    // when
    RealCli.Ended ended = new RealCli(nobody, "godwit.").run("list", "--timeout", "500ms");

    // then
    assertThat(ended)
        .isEqualTo(
            new RealCli.Ended(
                1,
                "",
                "godwit: no broker of %s answers within 500 ms; nothing listens there; is --kafka right?\n"
                    .formatted(nobody)));
  }

  @Test
  void listShowsTheLastStateOfEachThatCanBeRead() {
    // given
    try (ScriptedCoordinator coordinator = coordinator((command, offset, self) -> {})) {
      coordinator.state(state("a", Status.RUNNING, 10, 0));
      coordinator.state(state("b", Status.RUNNING, 10, 0));
      coordinator.state(state("c", Status.PAUSED, 20, 0));
      coordinator.state(state("a", Status.PAUSED, 30, 0));
      coordinator.write(topics.state(), "b", null);
      coordinator.write(topics.state(), "d", "{\"status\":\"of a later version\"}");
      coordinator.write(topics.state(), null, "without a key");

      // when
      RealCli.Ended ended = cli.run("list", "--json");

      // then
      assertThat(ended.exitCode()).isZero();
      assertThat(ended.out().lines().map(line -> Json.read(line, State.class)))
          .containsExactly(state("a", Status.PAUSED, 30, 0), state("c", Status.PAUSED, 20, 0));
    }
  }

  @Test
  void waitFollowsTheStatesUntilTheEnd() {
    // given
    try (ScriptedCoordinator coordinator =
        coordinator(
            (command, offset, self) -> {
              self.reply(command, true, "run 1 begins");
              for (int done = 0; done < 100; done += 10) {
                self.state(state("a", Status.RUNNING, done, offset));
              }
              self.state(state("a", Status.COMPLETED, 100, offset));
            })) {
      coordinator.state(state("a", Status.COMPLETED, 5, -1));

      // when
      RealCli.Ended ended = cli.run("start", "a", "--reset", "--wait");

      // then
      assertThat(ended.err()).isEmpty();
      assertThat(ended.exitCode()).isZero();
      assertThat(ended.out())
          .startsWith("a: run 1 begins\n")
          .endsWith("a: completed, 100 documents in 1.0 s (100/s): 100 updated\n");
    }
  }
}
