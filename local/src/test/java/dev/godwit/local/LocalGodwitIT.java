package dev.godwit.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.cli.installation.Address;
import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.kafka.KafkaInstallation;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Command.Verb;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalGodwitIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void knowsAfterARestartWhatItKnewIfItsDataIsKept(@TempDir Path directory) throws Exception {
    // given
    Path migrations = Files.createDirectory(directory.resolve("migrations"));
    Files.writeString(
        migrations.resolve("one.yaml"), "{name: one, collection: c, update: {$set: {a: 1}}}");
    LocalOptions options =
        LocalOptions.embedded().with(LocalKafka.embedded(0, directory.resolve("kafka")));
    State before;
    try (LocalGodwit godwit =
            LocalGodwit.started(options.with(new LocalWorkers(1, migrations, List.of())));
        Installation installation = installation(godwit);
        StateFeed states = installation.states()) {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .untilAsserted(
              () -> {
                states.poll(Duration.ofMillis(100));
                assertThat(states.states()).containsKey("one");
              });
      before = states.states().get("one");
    }

    // when
    LocalWorkers none = new LocalWorkers(0, null, List.of());
    try (LocalGodwit godwit = LocalGodwit.started(options.with(none));
        Installation installation = installation(godwit)) {
      // then
      try (StateFeed states = installation.states()) {
        assertThat(states.states()).containsEntry("one", before);
      }
      Reply reply = installation.ask(Command.of(Verb.PAUSE, "one"), PATIENCE).reply();
      assertThat(reply.message()).contains("pending");
    }
  }

  private static Installation installation(LocalGodwit godwit) {
    return KafkaInstallation.at(
        new Address(
            KafkaProperties.of(godwit.bootstrapServers()), godwit.topics(), PATIENCE, false));
  }
}
