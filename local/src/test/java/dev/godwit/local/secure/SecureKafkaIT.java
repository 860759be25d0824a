package dev.godwit.local.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.cli.RealCli;
import dev.godwit.local.servers.TestMongo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.awaitility.core.ThrowingRunnable;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS and SASL with a broker that insists on them, by settings and files alone. */
class SecureKafkaIT {

  private static final String PASSWORD = "scram-password-4711";
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  @RegisterExtension static final TestMongo mongo = TestMongo.create();
  @TempDir static Path shared = Path.of("unused");
  private static SecureKafka kafka;

  @TempDir Path folder = Path.of("unused");

  private final String prefix = "secure-" + PREFIXES.incrementAndGet() + ".";

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = SecureKafka.start(shared);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void someDocuments() throws Exception {
    kafka.password(PASSWORD);
    mongo.database().getCollection("teams").drop();
    mongo.database().getCollection("teams").insertOne(new Document("_id", 1));
  }

  private KafkaSettings settings() {
    return new KafkaSettings(kafka, folder);
  }

  /** Each way in, as an operator sets it. */
  enum Way {
    USER_AND_PASSWORD,
    CERTIFICATES_AS_PEM,
    CERTIFICATES_AS_PKCS12;

    Map<String, String> of(KafkaSettings settings) throws Exception {
      return switch (this) {
        case USER_AND_PASSWORD -> settings.scram(PASSWORD);
        case CERTIFICATES_AS_PEM -> settings.mutualByPem(kafka.certificates);
        case CERTIFICATES_AS_PKCS12 -> settings.mutualByPkcs12(Certificates.PASSWORD);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMigrationCompletes(Way way) throws Exception {
    // given
    Map<String, String> settings = way.of(settings());
    try (RunningPrograms programs = new RunningPrograms(settings, prefix)) {
      IntSupplier coordinator = programs.coordinator();
      IntSupplier worker = programs.worker(folder, mongodb());
      soon(() -> assertThat(RunningPrograms.get(coordinator, "/ready")).startsWith("200"));
      soon(() -> assertThat(RunningPrograms.get(worker, "/ready")).startsWith("200"));

      // when
      RealCli.Ended ended = up(settings);

      // then
      assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
      assertThat(mongo.database().getCollection("teams").find().first())
          .containsEntry("secure", true);
      assertThat(programs.failures).isEmpty();
    }
  }

  /** What may be wrong, and what is said about it. */
  enum Wrong {
    PASSWORD("does not accept this user and password", "GODWIT_KAFKA_SASL_JAAS_CONFIG"),
    MECHANISM("'PLAIN' not enabled", "GODWIT_KAFKA_SASL_MECHANISM"),
    TRUST("signed by nobody who is trusted here", "GODWIT_KAFKA_SSL_TRUSTSTORE_CERTIFICATES"),
    HOST("made for another host", "GODWIT_KAFKA_BOOTSTRAP_SERVERS"),
    CERTIFICATE("does not accept the certificate", "GODWIT_KAFKA_SSL_KEYSTORE_"),
    NO_CERTIFICATE("or misses one", "GODWIT_KAFKA_SSL_KEYSTORE_"),
    STORE_PASSWORD("password was incorrect", "GODWIT_KAFKA_SSL_KEYSTORE_"),
    NO_TLS("it speaks TLS", "GODWIT_KAFKA_SECURITY_PROTOCOL, which is PLAINTEXT"),
    TLS_WHERE_NONE_IS("it does not speak TLS", "GODWIT_KAFKA_SECURITY_PROTOCOL, which is SSL"),
    NO_SASL("wants SASL", "GODWIT_KAFKA_SECURITY_PROTOCOL is SSL"),
    SASL_WHERE_NONE_IS("has no SASL on this port", "GODWIT_KAFKA_SECURITY_PROTOCOL");

    private final String problem;
    private final String setting;

    Wrong(String problem, String setting) {
      this.problem = problem;
      this.setting = setting;
    }

    Map<String, String> of(KafkaSettings right) throws Exception {
      String servers = "GODWIT_KAFKA_BOOTSTRAP_SERVERS";
      Map<String, String> wrong = new HashMap<>(right.scram("wrong-password-4711"));
      switch (this) {
        case PASSWORD -> {}
        case MECHANISM -> wrong = right.plainMechanism("wrong-password-4711");
        case TRUST -> wrong.putAll(right.trust(kafka.strangers));
        case HOST -> wrong = right.tls(SecureKafka.ELSEWHERE);
        case CERTIFICATE -> wrong = right.mutualByPem(kafka.strangers);
        case NO_CERTIFICATE -> wrong = right.tls(SecureKafka.MUTUAL);
        case STORE_PASSWORD -> wrong = right.mutualByPkcs12("wrong-password-4711");
        case NO_TLS -> wrong = Map.of(servers, kafka.servers(SecureKafka.MUTUAL));
        case TLS_WHERE_NONE_IS -> {
          wrong = right.tls(SecureKafka.MUTUAL);
          wrong.put(servers, kafka.plainServers());
        }
        case NO_SASL -> wrong = right.tls(SecureKafka.SCRAM);
        case SASL_WHERE_NONE_IS -> {
          wrong.put("GODWIT_KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT");
          wrong.put(servers, kafka.plainServers());
        }
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
    Map<String, String> settings = wrong.of(settings());
    try (RunningPrograms programs = new RunningPrograms(settings, prefix)) {
      // when
      IntSupplier coordinator = programs.coordinator();
      // then
      soon(
          () ->
              assertThat(RunningPrograms.get(coordinator, "/ready"))
                  .startsWith("503")
                  .contains(wrong.problem, wrong.setting)
                  .doesNotContain("password-4711", "PRIVATE KEY"));
      assertThat(RunningPrograms.get(coordinator, "/live")).startsWith("200");
      assertThat(programs.failures).isEmpty();
    }
    // and
    RealCli.Ended listed = cli(settings).run("list", "--timeout", "3s");
    assertThat(listed.exitCode()).isEqualTo(1);
    assertThat(listed.err())
        .contains(wrong.problem, wrong.setting)
        .doesNotContain("password-4711", "PRIVATE KEY");
  }

  @Test
  void onceKafkaAcceptsThePasswordItGoesOnByItself() throws Exception {
    // given
    Map<String, String> settings = settings().scram("password-of-tomorrow-4711");
    try (RunningPrograms programs = new RunningPrograms(settings, prefix)) {
      IntSupplier coordinator = programs.coordinator();
      IntSupplier worker = programs.worker(folder, mongodb());
      soon(
          () ->
              assertThat(RunningPrograms.get(worker, "/ready"))
                  .startsWith("503")
                  .contains(Wrong.PASSWORD.problem));
      // when
      kafka.password("password-of-tomorrow-4711");
      // then
      soon(() -> assertThat(RunningPrograms.get(worker, "/ready")).startsWith("200"));
      soon(() -> assertThat(RunningPrograms.get(coordinator, "/ready")).startsWith("200"));
      assertThat(up(settings).exitCode()).isZero();
      // and the same in the midst of running
      kafka.password("another-4711");
      for (IntSupplier program : new IntSupplier[] {coordinator, worker}) {
        soon(
            () ->
                assertThat(RunningPrograms.get(program, "/ready"))
                    .startsWith("503")
                    .contains(Wrong.PASSWORD.problem));
        assertThat(RunningPrograms.get(program, "/live")).startsWith("200");
      }
      kafka.password("password-of-tomorrow-4711");
      soon(() -> assertThat(RunningPrograms.get(worker, "/ready")).startsWith("200"));
      soon(() -> assertThat(RunningPrograms.get(coordinator, "/ready")).startsWith("200"));
      RealCli.Ended again =
          cli(settings).run("start", RunningPrograms.MIGRATION, "--reset", "--wait");
      assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
      assertThat(programs.failures).isEmpty();
    }
  }

  private RealCli cli(Map<String, String> settings) {
    return new RealCli(settings.get("GODWIT_KAFKA_BOOTSTRAP_SERVERS"), prefix, settings);
  }

  private RealCli.Ended up(Map<String, String> settings) {
    return cli(settings).run("up", "--name", RunningPrograms.MIGRATION, "--wait");
  }

  private static Map<String, String> mongodb() {
    return Map.of("GODWIT_MONGODB_URI", mongo.connectionString());
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(assertion);
  }
}
