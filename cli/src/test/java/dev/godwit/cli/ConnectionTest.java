package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.installation.Address;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTest {

  private static Address address(Map<String, String> variables, String... options) {
    Cli cli = new Cli(variables, false);
    String[] args = new String[options.length + 1];
    args[0] = "list";
    System.arraycopy(options, 0, args, 1, options.length);
    assertThat(cli.run(args).err()).isEmpty();
    return cli.installation.address();
  }

  @Test
  void isToThisMachineUnlessSomebodySaysOtherwise() {
    // when
    Address address = address(Map.of("GODWIT_KAFKA_BOOTSTRAP_SERVERS", ""));

    // then
    assertThat(address.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(address.topics().commands()).isEqualTo("godwit.commands");
    assertThat(address.reachWithin()).hasSeconds(10);
    assertThat(address.verbose()).isFalse();
  }

  @Test
  void isWhereTheVariablesSay() {
    // when
    Address address =
        address(
            Map.of(
                "GODWIT_KAFKA_BOOTSTRAP_SERVERS", "one:9092,two:9092",
                "GODWIT_TOPIC_PREFIX", "prod."));

    // then
    assertThat(address.kafka().bootstrapServers()).isEqualTo("one:9092,two:9092");
    assertThat(address.topics().state()).isEqualTo("prod.state");
  }

  @Test
  void isWhereTheOptionsSayWhateverTheVariables() {
    // when
    Address address =
        address(
            Map.of("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "one:9092", "GODWIT_TOPIC_PREFIX", "prod."),
            "--kafka",
            "other:1234",
            "--topic-prefix",
            "test.",
            "--verbose");

    // then
    assertThat(address.kafka().bootstrapServers()).isEqualTo("other:1234");
    assertThat(address.topics().prefix()).isEqualTo("test.");
    assertThat(address.verbose()).isTrue();
  }

  @Test
  void takesEverySettingOfKafkasClients() {
    // when
    Address address =
        address(
            Map.of(
                "GODWIT_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "GODWIT_KAFKA_SASL_MECHANISM", "PLAIN",
                "GODWIT_WORKER_THREADS", "4"));

    // then
    assertThat(address.kafka().consumer(Map.of(), Map.of()))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN");
  }
}
