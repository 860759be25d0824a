package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.Environment;
import dev.godwit.boot.StartException;
import dev.godwit.worker.mongo.MongoConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoTlsTest {

  @TempDir Path folder;

  private static Environment with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
    all.put("GODWIT_MONGODB_URI", "mongodb://db/shop");
    return Environment.of(all, WorkerSettings.ALL);
  }

  @Test
  void withoutFilesTheConnectionStringDecides() {
    assertThat(MongoTls.of(with(Map.of()))).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsNamedWithItsSetting() {
    assertThatThrownBy(
            () -> MongoTls.of(with(Map.of("GODWIT_MONGODB_TLS_CA_FILE", "/nowhere/ca.crt"))))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "GODWIT_MONGODB_TLS_CA_FILE = '/nowhere/ca.crt': the file cannot be read (NoSuchFileException)");
  }

  @Test
  void aFileThatHoldsSomethingElseIsNamedAndNotShown() throws Exception {
    Path file = Files.writeString(folder.resolve("own.p12"), "hunter2");
    assertThatThrownBy(
            () -> MongoTls.of(with(Map.of("GODWIT_MONGODB_TLS_CERTIFICATE_FILE", file.toString()))))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("GODWIT_MONGODB_TLS_CERTIFICATE_FILE")
        .hasMessageContaining("is no PEM, and no PKCS #12 file")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aKeyWithoutItsCertificateIsRefused() {
    assertThatThrownBy(() -> MongoTls.of(with(Map.of("GODWIT_MONGODB_TLS_KEY_FILE", "a.key"))))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("GODWIT_MONGODB_TLS_CERTIFICATE_FILE");
  }

  @Test
  void filesAndAConnectionStringThatWantsNoTlsDoNotGoTogether() throws Exception {
    SSLContext tls = SSLContext.getDefault();
    assertThatThrownBy(
            () ->
                MongoConnection.open(
                    "mongodb://db/shop?tls=false", tls, 1, new SimpleMeterRegistry()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("has tls=false");
  }
}
