package dev.godwit.local.secure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads all that is in the topics of an installation, changelogs too. */
final class AllRecords {

  private AllRecords() {}

  static void see(String servers, String prefix, Leaks leaks) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      consumer
          .listTopics()
          .forEach(
              (topic, partitions) -> {
                if (topic.startsWith(prefix)) {
                  partitions.forEach(one -> all.add(new TopicPartition(topic, one.partition())));
                }
              });
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          leaks.see(
              "topic " + record.topic(), text(record.key()) + " " + text(record.value()) + "\n");
          record.headers().forEach(header -> leaks.see("headers", text(header.value())));
        }
      }
    }
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
