package dev.godwit.local.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.cli.RealCli;
import dev.godwit.coordinator.CoordinatorMain;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.migration.Migration;
import dev.godwit.worker.WorkerMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole installation with a secret in each place that takes one, and all that anybody may see of
 * it: logs with everything that any library tells, metrics, the API, topics, the command's output.
 */
class SecretsIT {

  private static final String PREFIX = "secrets.";
  private static final String IBAN = "CH93-0076-2011-4711";
  private static final String SERVICES = "META-INF/services/" + Migration.class.getName();

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  @TempDir Path folder = Path.of("unused");

  private final Leaks leaks = new Leaks();
  private final String password = leaks.secret("Kafka's password", "ka+fka/pass word-4711");
  private final String token = leaks.secret("token of the status page", "alice-token/4711+aaaa==");
  private final String key = leaks.secret("secret parameter from a variable", "api+key/4711 äb\\x");
  private final String tokenParam = leaks.secret("secret parameter from a file", "tok%en&4711/zz");
  private final String mongoPassword = leaks.secret("MongoDB's password", "mon+go/pass:4711@q");
  private final String wrongPassword = leaks.secret("wrong password", "wro+ng/pass-4711 \\\\ zz");

  private SecureKafka kafka;
  private TlsFront front;

  /** Written once, before anybody reads the files that they name. */
  private Map<String, String> common;

  private Map<String, String> ofWorker;

  @BeforeEach
  void startServers() throws Exception {
    kafka = SecureKafka.start(folder.resolve("kafka"));
    kafka.password(password);
    kafka.certificates.server("mongodb", "dns:localhost");
    front = TlsFront.start(kafka.certificates, "mongodb", mongo.embedded().port());
    leaks.secret("password of key stores", Certificates.PASSWORD);
    leaks.secret(
        "private key",
        Files.readString(kafka.certificates.key("godwit")).lines().skip(1).findFirst().get());
    common = common();
    ofWorker = worker();
    mongo
        .database()
        .getCollection("talk")
        .insertMany(
            IntStream.rangeClosed(1, 3)
                .mapToObj(
                    id -> new Document("_id", id).append("person", new Document("iban", IBAN)))
                .toList());
  }

  @AfterEach
  void stopServers() throws Exception {
    front.close();
    kafka.close();
  }

  @Test
  void noSecretIsSeenAnywhere() throws Exception {
    // given
    try (Deployed coordinator =
            Deployed.start("coordinator", CoordinatorMain.class, coordinator(), folder);
        Deployed worker = Deployed.start("worker", WorkerMain.class, ofWorker, folder);
        Deployed outside = Deployed.start("outside", WorkerMain.class, unknownToMongo(), folder);
        Deployed refused = Deployed.start("refused", CoordinatorMain.class, refused(), folder);
        Deployed wrong = Deployed.start("wrong", WorkerMain.class, wrongSettings(), folder)) {
      soon(() -> assertThat(coordinator.get("/ready")).startsWith("200"));
      soon(() -> assertThat(worker.get("/ready")).startsWith("200"));
      soon(() -> assertThat(outside.get("/ready")).contains("does not accept this user"));
      soon(() -> assertThat(refused.get("/ready")).contains("does not accept this user"));
      assertThat(wrong.awaitEnd()).isEqualTo(2);
      for (Deployed program : List.of(outside, refused)) {
        seeHttp(program);
        program.close();
      }

      // when
      assertThat(run("dry-run", Talkative.NAME, "--param", "key=env:API_KEY")).isEqualTo(1);
      assertThat(run(withParameters("dry-run", Talkative.NAME))).isNotNegative();
      assertThat(run(withParameters("start", Talkative.NAME, "--wait"))).isEqualTo(1);
      assertThat(run("status", "--json")).isZero();
      see("answer to a wrong token", coordinator.post(skipping(), wrongPassword));
      see("answer to a token", coordinator.post(skipping(), token));
      assertThat(leaks.seen("answer to a wrong token")).startsWith("401");
      assertThat(leaks.seen("answer to a token")).startsWith("202");
      soon(() -> assertThat(state(coordinator)).contains("completedWithFailures"));
      assertThat(run("history", Talkative.NAME)).isZero();
      assertThat(run("list")).isZero();
      cliWith(refused()).run("list", "--verbose");

      // then
      for (String path : List.of("/", "/api/migrations", "/api/session", "/metrics", "/ready")) {
        see(path, coordinator.get(path));
      }
      for (String of : List.of("", "/history", "/dead-letters", "/dry-run")) {
        String path = "/api/migrations/" + Talkative.NAME + of;
        see(path, coordinator.get(path));
      }
      seeHttp(worker);
      AllRecords.see(kafka.plainServers(), PREFIX, leaks);
      for (Deployed program : List.of(coordinator, worker, outside, refused, wrong)) {
        program.close();
        see("log of " + program.name(), program.log());
      }
    }
    assertThat(leaks.found()).isEmpty();
    // and there was something to be found
    assertThat(leaks.sizes())
        .containsKeys(
            "topic secrets.state",
            "topic secrets.dead-letters",
            "topic secrets.replies",
            "topic secrets.coordinator-states-changelog",
            "log of worker");
    assertThat(leaks.seen("topic secrets.dead-letters")).contains("key=(hidden) answered 401");
    assertThat(leaks.seen("topic secrets.state")).contains("key=(hidden) answered 401");
    assertThat(leaks.seen("topic secrets.replies")).contains("(hidden)");
    for (String topic : List.of("topic secrets.dead-letters", "topic secrets.replies")) {
      assertThat(leaks.seen(topic)).contains("\"iban\":\"(redacted)\"").doesNotContain(IBAN);
    }
    assertThat(leaks.seen("log of worker")).contains("key=(hidden) answered 401");
    assertThat(leaks.seen("log of wrong")).contains("settings are wrong", "GODWIT_MONGODB_URI");
    assertThat(leaks.seen("/metrics")).contains("godwit_");
  }

  private Map<String, String> common() throws Exception {
    KafkaSettings files = new KafkaSettings(kafka, folder);
    Map<String, String> settings = new HashMap<>(files.mutualByPkcs12(Certificates.PASSWORD));
    settings.putAll(files.scram(password));
    settings.putAll(files.mutualByPem(kafka.certificates));
    settings.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", kafka.servers(SecureKafka.SCRAM));
    settings.put("GODWIT_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    settings.remove("GODWIT_KAFKA_SSL_KEYSTORE_LOCATION");
    settings.remove("GODWIT_KAFKA_SSL_KEYSTORE_PASSWORD_FILE");
    settings.remove("GODWIT_KAFKA_SSL_TRUSTSTORE_LOCATION");
    settings.remove("GODWIT_KAFKA_SSL_TRUSTSTORE_PASSWORD_FILE");
    settings.put("GODWIT_TOPIC_PREFIX", PREFIX);
    settings.put("GODWIT_TASK_PARTITIONS", "2");
    return settings;
  }

  private Map<String, String> coordinator() {
    Map<String, String> settings = new HashMap<>(common);
    settings.put("GODWIT_INSTANCE_ID", "one");
    settings.put("GODWIT_HTTP_TOKENS", "alice=" + token);
    return settings;
  }

  private Map<String, String> worker() throws Exception {
    Map<String, String> settings = new HashMap<>(common);
    settings.put("GODWIT_MONGODB_URI", mongodb(""));
    settings.put("GODWIT_MONGODB_TLS_CA_FILE", kafka.certificates.truststore().toString());
    settings.put(
        "GODWIT_MONGODB_TLS_CERTIFICATE_FILE", kafka.certificates.keystore("godwit").toString());
    settings.put("GODWIT_MONGODB_TLS_PASSWORD", Certificates.PASSWORD);
    settings.put("GODWIT_MIGRATIONS_DIR", migrations().toString());
    settings.put("GODWIT_DEAD_LETTER_DOCUMENTS", "true");
    settings.put("GODWIT_REDACT_FIELDS", "person.iban");
    settings.put("GODWIT_SECRET_PARAMS", "env:API_KEY,file:token");
    settings.put("GODWIT_SECRETS_DIR", Files.createDirectories(folder.resolve("s")).toString());
    settings.put("API_KEY", key);
    Files.writeString(folder.resolve("s/token"), tokenParam + "\n");
    return settings;
  }

  /** The embedded MongoDB knows no users, and so refuses this one. */
  private Map<String, String> unknownToMongo() {
    Map<String, String> settings = new HashMap<>(ofWorker);
    String user = "godwit:" + Leaks.url(mongoPassword) + "@";
    settings.put("GODWIT_MONGODB_URI", mongodb(user));
    return settings;
  }

  private Map<String, String> refused() {
    Map<String, String> settings = coordinator();
    settings.remove("GODWIT_KAFKA_SASL_JAAS_CONFIG_FILE");
    settings.put("GODWIT_KAFKA_SASL_JAAS_CONFIG", jaas(wrongPassword) + ";");
    return settings;
  }

  /** Each secret where it must not be, or where something else is wrong. */
  private Map<String, String> wrongSettings() {
    Map<String, String> settings = new HashMap<>(ofWorker);
    settings.remove("GODWIT_KAFKA_SASL_JAAS_CONFIG_FILE");
    settings.put("GODWIT_KAFKA_SASL_JAAS_CONFIG", jaas(wrongPassword + "\" x=\"" + password));
    settings.put("GODWIT_KAFKA_SSL_KEYSTORE_KEY_FILE", wrongPassword);
    settings.put("GODWIT_KAFKA_SSL_KEY_PASSWORT", wrongPassword);
    settings.put("GODWIT_KAFKA_SSL_KEYSTORE_TYPE", "PEM");
    settings.put("GODWIT_HTTP_TOKENS", "alice=" + token);
    settings.remove("GODWIT_MONGODB_URI");
    settings.put("GODWIT_MONGODB_URI_FILE", mongodb("godwit:" + Leaks.url(mongoPassword) + "@"));
    settings.put("GODWIT_WORKER_THREADS", "many");
    return settings;
  }

  private static String jaas(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\""
        .formatted(SecureKafka.USER, password);
  }

  private String mongodb(String user) {
    return "mongodb://%slocalhost:%d/%s".formatted(user, front.port(), mongo.database().getName());
  }

  private Path migrations() throws IOException {
    Path migrations = Files.createDirectories(folder.resolve("migrations"));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(migrations.resolve("talkative.jar")))) {
      jar.putNextEntry(new JarEntry(SERVICES));
      jar.write(Talkative.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return migrations;
  }

  private static String[] withParameters(String... command) {
    List<String> all = new java.util.ArrayList<>(List.of(command));
    all.addAll(List.of("--param", "key=env:API_KEY", "--param", "token=file:token"));
    return all.toArray(String[]::new);
  }

  private static String skipping() {
    return ("{\"command\":\"start\",\"migration\":\"%s\",\"reset\":true,\"onError\":\"skip\","
            + "\"params\":{\"key\":{\"secret\":\"env:API_KEY\"},\"token\":{\"secret\":\"file:token\"}}}")
        .formatted(Talkative.NAME);
  }

  private static String state(Deployed coordinator) throws Exception {
    return coordinator.get("/api/migrations/" + Talkative.NAME);
  }

  private RealCli cliWith(Map<String, String> settings) {
    return new RealCli(kafka.servers(SecureKafka.SCRAM), PREFIX, settings);
  }

  private int run(String... args) throws Exception {
    RealCli.Ended ended = cliWith(common).run(args);
    see("output of " + args[0], ended.out() + ended.err());
    return ended.exitCode();
  }

  private void seeHttp(Deployed program) throws Exception {
    for (String path : List.of("/metrics", "/ready", "/live")) {
      see(program.name() + path, program.get(path));
    }
  }

  private void see(String where, String text) {
    leaks.see(where, text);
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(assertion);
  }
}
