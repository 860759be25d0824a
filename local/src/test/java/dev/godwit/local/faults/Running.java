package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.Health;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.Parts;
import dev.godwit.boot.TopicFollower;
import dev.godwit.cli.RealCli;
import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalKafka;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** An installation in this process, whose topics anybody may write anything to. */
final class Running implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Parts parts = new Parts(PATIENCE);
  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalGodwit godwit;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<FollowedRecord> replies = new CopyOnWriteArrayList<>();
  private final RealCli cli;

  private Running(LocalGodwit godwit) {
    this.godwit = parts.add("installation", godwit);
    KafkaProperties kafka = KafkaProperties.of(godwit.bootstrapServers());
    this.producer =
        parts.add(
            "producer",
            new KafkaProducer<>(
                kafka.producer(Map.of(), Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    parts.add(
        "replies",
        TopicFollower.start(
            kafka,
            godwit.topics().replies(),
            replies::add,
            new Health(Clock.systemUTC(), (before, now, next) -> {})));
    this.cli = new RealCli(godwit.bootstrapServers(), godwit.topics().prefix());
  }

  static Running start(TestKafka kafka, TestMongo mongo, String prefix, String... migrations)
      throws InterruptedException {
    List<Migration> all = Stream.of(migrations).map(Running::marking).toList();
    return new Running(
        LocalGodwit.started(
            LocalOptions.embedded()
                .with(LocalKafka.at(kafka.bootstrapServers()))
                .with(LocalMongo.at(mongo.connectionString()))
                .with(new LocalWorkers(1, null, all))
                .withVariables(
                    Map.of(
                        "GODWIT_TOPIC_PREFIX", prefix,
                        "GODWIT_TASK_PARTITIONS", "2",
                        "GODWIT_REPLICATION_FACTOR", "1"))));
  }

  private static Migration marking(String name) {
    return new Migration() {
      @Override
      public MigrationSpec spec() {
        return MigrationSpec.named(name).on("things").batchSize(10).build();
      }

      @Override
      public Change migrateOne(Document document, MigrationContext context) {
        return Change.set(name, true);
      }
    };
  }

  TopicNames topics() {
    return godwit.topics();
  }

  String bootstrapServers() {
    return godwit.bootstrapServers();
  }

  void write(String topic, @Nullable String key, byte @Nullable [] value) {
    producer.send(
        new ProducerRecord<>(
            topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value));
  }

  void flush() {
    producer.flush();
  }

  RealCli.Ended cli(String... args) {
    return cli.run(args);
  }

  State state(String migration) {
    return Json.read(cli("status", migration, "--json").out(), State.class);
  }

  /** Everything in the topic of replies, whatever it is. */
  List<String> replies() {
    return replies.stream().map(FollowedRecord::value).map(String::valueOf).toList();
  }

  void awaitListed(int migrations) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(cli("list", "--json").out().lines()).hasSize(migrations));
  }

  void assertRuns(String migration) {
    RealCli.Ended ended = cli("start", migration, "--reset", "--wait");
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    assertThat(state(migration).status()).isEqualTo(Status.COMPLETED);
  }

  /** The status of the coordinator's page, and what it says. */
  HttpResponse<String> coordinator(String path) {
    return get(godwit.coordinatorUrl() + path);
  }

  HttpResponse<String> worker(String path) {
    return get(godwit.workerUrls().get(0) + path);
  }

  /** The value of a meter, 0 if it is not there. */
  static double meter(HttpResponse<String> metrics, String meter) {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(meter) + " ([0-9.E]+)$", Pattern.MULTILINE)
            .matcher(metrics.body());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }

  private HttpResponse<String> get(String url) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(url.replaceAll("([^:])//", "$1/"))).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(url, e);
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
