package dev.godwit.coordinator.decide;

import org.jspecify.annotations.Nullable;

/**
 * What the rules need to know of this installation.
 *
 * @param taskPartitions how many partitions the tasks topic has
 * @param environment what this environment is called; null for nothing
 */
public record Installation(int taskPartitions, @Nullable String environment) {
  public Installation {
    if (taskPartitions < 1) {
      throw new IllegalArgumentException("taskPartitions " + taskPartitions);
    }
  }
}
