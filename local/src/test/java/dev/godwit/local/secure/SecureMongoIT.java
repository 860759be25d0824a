package dev.godwit.local.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.cli.RealCli;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.awaitility.core.ThrowingRunnable;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker whose MongoDB speaks TLS both ways, by settings and files alone. */
class SecureMongoIT {

  @RegisterExtension static final TestKafka kafka = new TestKafka();
  @RegisterExtension static final TestMongo mongo = TestMongo.create();
  @TempDir static Path shared = Path.of("unused");

  private static Certificates certificates;
  private static Certificates strangers;
  private static TlsFront front;
  private static TlsFront elsewhere;

  @TempDir Path folder = Path.of("unused");

  @BeforeAll
  static void startFront() throws Exception {
    certificates =
        new Certificates(shared.resolve("ours"))
            .server("mongodb", "dns:localhost,ip:127.0.0.1")
            .server("elsewhere", "dns:mongodb.example")
            .client("godwit");
    strangers = new Certificates(shared.resolve("strangers")).client("godwit");
    int behind = mongo.embedded().port();
    front = TlsFront.start(certificates, "mongodb", behind);
    elsewhere = TlsFront.start(certificates, "elsewhere", behind);
  }

  @AfterAll
  static void stopFront() throws Exception {
    front.close();
    elsewhere.close();
  }

  private static String uri(TlsFront to, String options) {
    return "mongodb://localhost:%d/%s?serverSelectionTimeoutMS=3000%s"
        .formatted(to.port(), mongo.database().getName(), options);
  }

  private static Map<String, String> pem(Certificates own) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("GODWIT_MONGODB_URI", uri(front, ""));
    settings.put("GODWIT_MONGODB_TLS_CA_FILE", certificates.authority().toString());
    settings.put("GODWIT_MONGODB_TLS_CERTIFICATE_FILE", own.chain("godwit").toString());
    settings.put("GODWIT_MONGODB_TLS_KEY_FILE", own.key("godwit").toString());
    return settings;
  }

  /** How files may look. */
  enum Way {
    KEY_IN_A_FILE_OF_ITS_OWN,
    ALL_IN_ONE_PEM,
    PKCS12;

    Map<String, String> of(Path folder) throws Exception {
      Map<String, String> settings = pem(certificates);
      if (this == KEY_IN_A_FILE_OF_ITS_OWN) {
        return settings;
      }
      settings.remove("GODWIT_MONGODB_TLS_KEY_FILE");
      if (this == ALL_IN_ONE_PEM) {
        String both =
            Files.readString(certificates.key("godwit"))
                + Files.readString(certificates.chain("godwit"));
        Path file = Files.writeString(folder.resolve("both.pem"), both);
        settings.put("GODWIT_MONGODB_TLS_CERTIFICATE_FILE", file.toString());
        return settings;
      }
      Path password = Files.writeString(folder.resolve("password"), Certificates.PASSWORD + "\n");
      settings.put("GODWIT_MONGODB_TLS_CA_FILE", certificates.truststore().toString());
      settings.put(
          "GODWIT_MONGODB_TLS_CERTIFICATE_FILE", certificates.keystore("godwit").toString());
      settings.put("GODWIT_MONGODB_TLS_PASSWORD_FILE", password.toString());
      return settings;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMigrationCompletes(Way way) throws Exception {
    // given
    mongo.database().getCollection("teams").drop();
    mongo.database().getCollection("teams").insertOne(new Document("_id", 1));
    front.clients.clear();
    String prefix = kafka.uniquePrefix();
    try (RunningPrograms programs = new RunningPrograms(kafka(), prefix)) {
      programs.coordinator();
      IntSupplier worker = programs.worker(folder, way.of(folder));
      soon(() -> assertThat(RunningPrograms.get(worker, "/ready")).startsWith("200"));

      // when
      RealCli.Ended ended =
          new RealCli(kafka.bootstrapServers(), prefix)
              .run("up", "--name", RunningPrograms.MIGRATION, "--wait");

      // then
      assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
      assertThat(mongo.database().getCollection("teams").find().first())
          .containsEntry("secure", true);
      assertThat(front.clients).containsExactly("CN=godwit,O=Godwit");
      assertThat(programs.failures).isEmpty();
    }
  }

  /** What may be wrong, and what is said about it. */
  enum Wrong {
    TRUST("signed by nobody who is trusted here", "GODWIT_MONGODB_TLS_CA_FILE"),
    HOST("made for another host", "GODWIT_MONGODB_URI"),
    CERTIFICATE("does not accept the worker's certificate", "GODWIT_MONGODB_TLS_CERTIFICATE_FILE"),
    NO_CERTIFICATE("misses one", "GODWIT_MONGODB_TLS_CERTIFICATE_FILE"),
    NO_TLS("does it want TLS", "GODWIT_MONGODB_URI"),
    TLS_WHERE_NONE_IS("does it speak TLS just when", "GODWIT_MONGODB_URI"),
    UNKNOWN_USER("does not accept this user", "GODWIT_MONGODB_URI");

    private final String problem;
    private final String setting;

    Wrong(String problem, String setting) {
      this.problem = problem;
      this.setting = setting;
    }

    Map<String, String> of() throws Exception {
      Map<String, String> wrong = new HashMap<>(pem(certificates));
      switch (this) {
        case TRUST -> wrong.put("GODWIT_MONGODB_TLS_CA_FILE", strangers.authority().toString());
        case HOST -> wrong.put("GODWIT_MONGODB_URI", uri(elsewhere, ""));
        case CERTIFICATE -> wrong = pem(strangers);
        case NO_CERTIFICATE -> {
          wrong.remove("GODWIT_MONGODB_TLS_CERTIFICATE_FILE");
          wrong.remove("GODWIT_MONGODB_TLS_KEY_FILE");
        }
        case NO_TLS -> wrong = Map.of("GODWIT_MONGODB_URI", uri(front, ""));
        case TLS_WHERE_NONE_IS ->
            wrong.put(
                "GODWIT_MONGODB_URI", mongo.connectionString() + "?serverSelectionTimeoutMS=3000");
        // The embedded server knows no users; what is shown is that the mechanism is asked for.
        case UNKNOWN_USER ->
            wrong.put("GODWIT_MONGODB_URI", uri(front, "&authMechanism=MONGODB-X509"));
      }
      return wrong;
    }
  }

  @ParameterizedTest
  @EnumSource
  @EnabledIfSystemProperty(
      named = "godwit.thorough",
      matches = "true",
      disabledReason = "each takes seconds; with -Dgodwit.thorough=true, as .ci/run does")
  void whatIsWrongIsNamedWithItsSetting(Wrong wrong) throws Exception {
    // given
    try (RunningPrograms programs = new RunningPrograms(kafka(), kafka.uniquePrefix())) {
      // when
      IntSupplier worker = programs.worker(folder, wrong.of());
      // then
      soon(
          () ->
              assertThat(RunningPrograms.get(worker, "/ready"))
                  .startsWith("503")
                  .contains(wrong.problem, wrong.setting)
                  .doesNotContain("PRIVATE KEY"));
      assertThat(RunningPrograms.get(worker, "/live")).startsWith("200");
      assertThat(programs.failures).isEmpty();
    }
  }

  private static Map<String, String> kafka() {
    return Map.of("GODWIT_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(assertion);
  }
}
