package dev.godwit.local.page;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.Parts;
import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalKafka;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An installation on topics of its own, whose status page is looked at. */
final class Stage implements AutoCloseable {

  private final Parts parts = new Parts(Duration.ofSeconds(30));
  private final LocalGodwit godwit;
  private final KafkaProducer<byte[], byte[]> producer;

  private Stage(LocalGodwit godwit) {
    this.godwit = parts.add("installation", godwit);
    this.producer =
        parts.add(
            "producer",
            new KafkaProducer<>(
                KafkaProperties.of(godwit.bootstrapServers()).producer(Map.of(), Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }

  static Stage start(
      TestKafka kafka, TestMongo mongo, LocalWorkers workers, Map<String, String> settings)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("GODWIT_TOPIC_PREFIX", kafka.uniquePrefix());
    all.put("GODWIT_TASK_PARTITIONS", "4");
    all.put("GODWIT_REPLICATION_FACTOR", "1");
    return new Stage(
        LocalGodwit.started(
            LocalOptions.embedded()
                .with(LocalKafka.at(kafka.bootstrapServers()))
                .with(LocalMongo.at(mongo.connectionString()))
                .with(workers)
                .withVariables(all)));
  }

  String url() {
    return godwit.coordinatorUrl();
  }

  /** Where somebody comes from who is not at this machine. */
  String urlFromElsewhere() {
    return url().replace("localhost", Chromium.OTHER_HOST);
  }

  /** Publishes states as a coordinator does. */
  void publish(List<State> states) {
    for (State state : states) {
      producer.send(
          new ProducerRecord<>(
              godwit.topics().state(),
              state.migration().getBytes(StandardCharsets.UTF_8),
              Json.write(state).getBytes(StandardCharsets.UTF_8)));
    }
    producer.flush();
  }

  @Override
  public void close() {
    parts.close();
  }
}
