package dev.godwit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DevOptionsTest {

  @Test
  void withoutOptionsTheUsualPortsAreTaken() {
    LocalOptions options = parse();

    assertThat(options.kafka()).isEqualTo(LocalKafka.embedded(9092, null));
    assertThat(options.mongo()).isEqualTo(LocalMongo.embedded(27017, "test"));
    assertThat(options.httpPort()).isEqualTo(8080);
    assertThat(options.workers().count()).isEqualTo(1);
  }

  @Test
  void everythingCanBeChosen(@TempDir Path directory) {
    LocalOptions options =
        parse(
            "--kafka-port=0",
            "--mongodb-port=0",
            "--http-port=0",
            "--workers=3",
            "--migrations=" + directory,
            "--data=data");

    assertThat(options.kafka()).isEqualTo(LocalKafka.embedded(0, Path.of("data", "kafka")));
    assertThat(options.mongo()).isEqualTo(LocalMongo.embedded(0, "test"));
    assertThat(options.httpPort()).isZero();
    assertThat(options.workers().count()).isEqualTo(3);
    assertThat(options.workers().migrationsDirectory()).isEqualTo(directory);
  }

  @Test
  void serversThatAreThereTakeThePlaceOfEmbeddedOnes() {
    LocalOptions options = parse("--kafka=k:9092", "--mongodb=mongodb://m/shop");

    assertThat(options.kafka()).isEqualTo(LocalKafka.at("k:9092"));
    assertThat(options.mongo()).isEqualTo(LocalMongo.at("mongodb://m/shop"));
  }

  @ParameterizedTest
  @CsvSource({
    "--kafka=k:1 --kafka-port=0, --kafka-port",
    "--kafka=k:1 --data=d, --data",
    "--mongodb=mongodb://m/x --mongodb-port=1, --mongodb-port",
    "--http-port=65536, expected 0 to 65535",
    "--kafka-port=-1, expected 0 to 65535",
    "--workers=101, expected 0 to 100",
    "--migrations=no/such/place, no such directory"
  })
  void refusesWhatCannotBe(String arguments, String named) {
    assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  private static LocalOptions parse(String... arguments) {
    DevOptions options = new DevOptions();
    new CommandLine(options).parseArgs(arguments);
    return options.all(Map.of());
  }
}
