package dev.godwit.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which Kafka local mode uses.
 *
 * @param bootstrapServers of brokers that are there; null for an embedded one
 * @param port where the embedded one listens; 0 for any that is free
 * @param dataDirectory where the embedded one keeps its data; null for a temporary one
 */
public record LocalKafka(
    @Nullable String bootstrapServers, int port, @Nullable Path dataDirectory) {

  /** An embedded one on any free port, whose data is gone at the end. */
  public static final LocalKafka EMBEDDED = embedded(0, null);

  /** An embedded one. */
  public static LocalKafka embedded(int port, @Nullable Path dataDirectory) {
    return new LocalKafka(null, port, dataDirectory);
  }

  /** One that is there. */
  public static LocalKafka at(String bootstrapServers) {
    return new LocalKafka(bootstrapServers, 0, null);
  }
}
