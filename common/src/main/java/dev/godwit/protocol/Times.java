package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a run began, changed and ended, by the coordinator's clock.
 *
 * @param startedAt when the run began; null before
 * @param updatedAt when the state last changed
 * @param finishedAt when the run ended, well or not; null while it may go on by itself
 * @param runningMs how long its status was {@code running}, up to {@code updatedAt}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Times(
    @Nullable Instant startedAt, Instant updatedAt, @Nullable Instant finishedAt, long runningMs) {}
