package dev.godwit.boot;

import dev.godwit.boot.TopicSpec.Cleanup;
import dev.godwit.protocol.TopicNames;
import java.time.Duration;
import java.util.List;

/** The topics of an installation; whichever program starts first creates them. */
public final class GodwitTopics {

  /**
   * Small segments, because the one that is written to is never compacted: everybody who starts
   * reads all of it.
   */
  private static final String SEGMENT_BYTES = String.valueOf(16 * 1024 * 1024);

  private static final String DEAD_LETTERS_KEPT_MS =
      String.valueOf(Duration.ofDays(365).toMillis());

  private GodwitTopics() {}

  /**
   * All of them.
   *
   * @param taskPartitions how many partitions the tasks topic gets when it is created
   */
  public static List<TopicSpec> of(TopicNames names, int taskPartitions) {
    return List.of(
        TopicSpec.single(names.commands(), Cleanup.DELETE),
        TopicSpec.many(names.tasks(), taskPartitions, Cleanup.DELETE),
        TopicSpec.single(names.events(), Cleanup.DELETE),
        compacted(names.state()),
        compacted(names.history()),
        TopicSpec.single(names.replies(), Cleanup.DELETE),
        TopicSpec.single(names.deadLetters(), Cleanup.DELETE)
            .with("retention.ms", DEAD_LETTERS_KEPT_MS));
  }

  private static TopicSpec compacted(String name) {
    return TopicSpec.single(name, Cleanup.COMPACT)
        .with("segment.bytes", SEGMENT_BYTES)
        .with("min.cleanable.dirty.ratio", "0.1");
  }
}
