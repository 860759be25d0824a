package dev.godwit.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.TopicNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevTextTest {

  @ParameterizedTest
  @CsvSource({
    "mongodb://127.0.0.1:27017/test, mongodb://127.0.0.1:27017/test",
    "mongodb://u:p%40ss@a:1/shop, mongodb://***@a:1/shop",
    "mongodb+srv://u:p@ss@cluster.example.org/shop?appName=x,"
        + " mongodb+srv://***@cluster.example.org/shop",
    "mongodb://a/shop?tlsCertificateKeyFilePassword=s, mongodb://a/shop",
    "s3cret, as given"
  })
  void showsNoSecretOfAConnectionString(String uri, String shown) {
    assertThat(DevText.withoutSecrets(uri)).isEqualTo(shown);
  }

  @Test
  void hintsSayNothingThatGoesWithoutSaying() {
    assertThat(DevText.hints("localhost:9092", new TopicNames("godwit.")))
        .contains("  godwit list")
        .contains(
            "  kafka-console-producer.sh --bootstrap-server localhost:9092 --topic"
                + " godwit.commands");
  }

  @Test
  void hintsFitOtherPortsAndTopics() {
    assertThat(DevText.hints("localhost:1234", new TopicNames("x.")))
        .contains("  godwit list --kafka localhost:1234 --topic-prefix x.")
        .anyMatch(line -> line.contains("--bootstrap-server localhost:1234 --topic x.state "));
  }
}
