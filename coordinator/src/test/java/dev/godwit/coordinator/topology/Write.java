package dev.godwit.coordinator.topology;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One of the writes of a coordinator, in the order in which it made them.
 *
 * @param sink where to; null for the store
 * @param json what; empty for what is deleted from the store
 */
record Write(@Nullable Sink sink, @Nullable String key, String json) {

  Write(@Nullable Sink sink, @Nullable String key, byte @Nullable [] json) {
    this(sink, key, json == null ? "" : new String(json, StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
