package dev.godwit.boot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a followed topic.
 *
 * @param key null when the record has none
 * @param value null for a tombstone
 */
public record FollowedRecord(
    @Nullable String key, @Nullable String value, long offset, Instant timestamp) {}
