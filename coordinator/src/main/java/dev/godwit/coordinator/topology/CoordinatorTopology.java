package dev.godwit.coordinator.topology;

import dev.godwit.protocol.TopicNames;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Two sources, one processor with its store, four sinks.
 *
 * <p>Everything is read as bytes, so that nothing can fail before the processor sees it.
 */
public final class CoordinatorTopology {

  /** The name of the store, which is part of the name of its changelog topic. */
  public static final String STORE = "states";

  private static final String COMMANDS = "commands";
  private static final String EVENTS = "events";
  private static final String DECIDE = "decide";

  /**
   * Small segments, because the one that is written to is never compacted: all of it is read again
   * whenever a coordinator takes over.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of("segment.bytes", String.valueOf(16 * 1024 * 1024), "min.cleanable.dirty.ratio", "0.1");

  private CoordinatorTopology() {}

  /**
   * The topology.
   *
   * @param maxBytes no message that is sent has more
   */
  public static Topology of(
      TopicNames topics, Rules rules, Surroundings surroundings, int maxBytes) {
    Deserializer<byte[]> bytes = new ByteArrayDeserializer();
    Topology topology =
        new Topology()
            .addSource(COMMANDS, bytes, bytes, topics.commands())
            .addSource(EVENTS, bytes, bytes, topics.events())
            .addProcessor(
                DECIDE,
                () -> new CoordinatorProcessor(topics, rules, surroundings, maxBytes),
                COMMANDS,
                EVENTS)
            .addStateStore(store(), DECIDE);
    Serializer<Outgoing> json = (topic, outgoing) -> outgoing.json();
    for (Sink sink : Sink.values()) {
      topology.addSink(
          sink.node(),
          sink.topic(topics),
          new StringSerializer(),
          json,
          Outgoing::partitions,
          DECIDE);
    }
    return topology;
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }
}
