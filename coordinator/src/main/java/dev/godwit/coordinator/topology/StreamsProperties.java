package dev.godwit.coordinator.topology;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.protocol.TopicNames;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.processor.assignment.assignors.StickyTaskAssignor;

/** What Kafka Streams is told; DESIGN.md beside this module says why. */
public final class StreamsProperties {

  /** More than one MiB neither producers send nor brokers take unless told otherwise. */
  /** How long the group waits for a sign of an instance, unless it is set otherwise. */
  static final Duration SESSION = Duration.ofSeconds(6);

  private static final int MOST_BYTES = 1024 * 1024;

  /** What a record needs besides its value: key, headers, and what surrounds it in a batch. */
  private static final int ENVELOPE_BYTES = 4 * 1024;

  private StreamsProperties() {}

  /**
   * All of them.
   *
   * @param instanceId the same after every restart of this instance, another one for each of them
   * @param replicationFactor of the changelog when it is created; -1 for the broker's default
   */
  public static Map<String, Object> of(
      KafkaProperties kafka, TopicNames topics, String instanceId, int replicationFactor) {
    return kafka.streams(defaults(replicationFactor), fixed(topics, instanceId));
  }

  /** No value that is sent may have more bytes. */
  public static int maxValueBytes(Map<String, Object> properties) {
    Object requestBytes =
        new StreamsConfig(properties)
            .getProducerConfigs("any")
            .getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES);
    int bytes = Integer.parseInt(String.valueOf(requestBytes));
    return Math.min(MOST_BYTES, bytes) - ENVELOPE_BYTES;
  }

  private static Map<String, Object> defaults(int replicationFactor) {
    Map<String, Object> defaults = new TreeMap<>();
    defaults.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    defaults.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
    defaults.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
    defaults.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    defaults.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
    return defaults;
  }

  private static Map<String, Object> fixed(TopicNames topics, String instanceId) {
    Map<String, Object> fixed = new TreeMap<>();
    fixed.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "coordinator");
    fixed.put(StreamsConfig.CLIENT_ID_CONFIG, topics.prefix() + "coordinator-" + instanceId);
    fixed.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
    fixed.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    fixed.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    fixed.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    fixed.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    fixed.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
    fixed.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // The default one moves the work when another instance joins, which brings nothing here.
    fixed.put(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, StickyTaskAssignor.class.getName());
    // A sender's wrong clock must not let its records wait behind all others.
    fixed.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
    fixed.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    fixed.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndContinueExceptionHandler.class);
    fixed.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailedInputs.class);
    fixed.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnsendableRecords.class);
    fixed.put(UnsendableRecords.REPLIES_TOPIC, topics.replies());
    return fixed;
  }
}
