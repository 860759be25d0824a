package dev.godwit.worker.consume;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What is under way in which partition: in each at most one task that runs and a few that wait, so
 * that tasks of a partition are done one after the other and nothing piles up.
 */
final class Lanes {

  /** A partition with so many waiting tasks gets no more for now. */
  static final int MOST_WAITING = 8;

  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Map<TopicPartition, Running> running = new HashMap<>();
  private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting =
      new LinkedHashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();

  /** These partitions are ours, besides those that we have. */
  void assigned(Collection<TopicPartition> partitions) {
    assigned.addAll(partitions);
  }

  /** These partitions are others' from now on; what runs there goes on, without counting. */
  void revoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      assigned.remove(partition);
      waiting.remove(partition);
      done.remove(partition);
      running.computeIfPresent(partition, (same, task) -> new Running(task.record(), false));
    }
  }

  /** A record has come, after all others of its partition. */
  void offer(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    if (assigned.contains(partition)) {
      waiting.computeIfAbsent(partition, added -> new ArrayDeque<>()).add(record);
    }
  }

  /** Partitions from which nothing more must come for now. */
  Set<TopicPartition> full() {
    return waiting.entrySet().stream()
        .filter(entry -> entry.getValue().size() >= MOST_WAITING)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Begins with the partitions that wait longest, where nothing else runs. */
  List<ConsumerRecord<byte[], byte[]>> begin(int room) {
    List<ConsumerRecord<byte[], byte[]>> begun = new ArrayList<>();
    for (TopicPartition partition : List.copyOf(waiting.keySet())) {
      if (begun.size() < room && !running.containsKey(partition)) {
        begun.add(begin(partition));
      }
    }
    return begun;
  }

  private ConsumerRecord<byte[], byte[]> begin(TopicPartition partition) {
    Deque<ConsumerRecord<byte[], byte[]>> queue = Objects.requireNonNull(waiting.remove(partition));
    ConsumerRecord<byte[], byte[]> record = queue.remove();
    running.put(partition, new Running(record, true));
    if (!queue.isEmpty()) {
      waiting.put(partition, queue);
    }
    return record;
  }

  /** A task that was begun is done. */
  void done(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Running task = running.remove(partition);
    if (task != null && task.counts()) {
      done.put(partition, new OffsetAndMetadata(record.offset() + 1));
    }
  }

  /** Takes out how far the partitions of ours are done, as far as that was not taken out yet. */
  Map<TopicPartition, OffsetAndMetadata> takeDone() {
    Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>(done);
    done.clear();
    return taken;
  }

  /** Puts back what could not be committed, unless there is something newer. */
  void putBack(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          if (assigned.contains(partition)) {
            done.putIfAbsent(partition, offset);
          }
        });
  }

  /**
   * A task that was begun.
   *
   * @param counts whether its partition was ours without interruption
   */
  private record Running(ConsumerRecord<byte[], byte[]> record, boolean counts) {}
}
