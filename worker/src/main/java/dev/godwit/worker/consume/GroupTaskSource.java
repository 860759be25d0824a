package dev.godwit.worker.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks that a consumer group shares out by partition.
 *
 * <p>The consumer hands over one record at a time. A partition is paused when a few tasks wait in
 * it, not already when one runs: the fetch for a partition that is resumed has to wait for the long
 * poll that is under way without it, up to half a second, and that would be paid on every hop of
 * the cursor chain.
 */
final class GroupTaskSource implements TaskSource {

  private static final Logger LOG = LoggerFactory.getLogger(GroupTaskSource.class);
  private static final Duration COMMIT = Duration.ofSeconds(3);

  private final Consumer<byte[], byte[]> consumer;
  private final Runnable joined;
  private final Lanes lanes = new Lanes();
  private final Queue<ConsumerRecord<byte[], byte[]>> finished = new ConcurrentLinkedQueue<>();
  private final Set<TopicPartition> paused = new HashSet<>();

  /**
   * Joins the group at the first poll.
   *
   * @param consumer hands over one record at a time, commits nothing by itself
   * @param joined called whenever the group has given this worker its share
   */
  GroupTaskSource(Consumer<byte[], byte[]> consumer, String topic, Runnable joined) {
    this.consumer = consumer;
    this.joined = joined;
    consumer.subscribe(List.of(topic), new Rebalance());
  }

  @Override
  public List<DeliveredTask> poll(int room, Duration patience) {
    takeFinished();
    commit();
    List<DeliveredTask> begun = begin(room);
    if (!begun.isEmpty()) {
      return begun;
    }
    try {
      consumer.poll(patience).forEach(lanes::offer);
    } catch (WakeupException e) {
      LOG.atTrace().log("A poll was woken up");
    }
    return begin(room);
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    takeFinished();
    commitNow(lanes.takeDone());
    consumer.close(CloseOptions.timeout(COMMIT));
  }

  private List<DeliveredTask> begin(int room) {
    List<DeliveredTask> begun =
        lanes.begin(room).stream().<DeliveredTask>map(Delivered::new).toList();
    pauseAndResume();
    return begun;
  }

  private void pauseAndResume() {
    Set<TopicPartition> full = lanes.full();
    if (!full.equals(paused)) {
      consumer.resume(paused.stream().filter(partition -> !full.contains(partition)).toList());
      consumer.pause(full);
      paused.clear();
      paused.addAll(full);
    }
  }

  private void takeFinished() {
    for (ConsumerRecord<byte[], byte[]> record = finished.poll();
        record != null;
        record = finished.poll()) {
      lanes.done(record);
    }
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> done = lanes.takeDone();
    if (!done.isEmpty()) {
      consumer.commitAsync(
          done,
          (offsets, failure) -> {
            if (failure != null) {
              LOG.atDebug().setCause(failure).log("A commit failed; it is tried again");
              lanes.putBack(done);
            }
          });
    }
  }

  /** What is not committed is done again by whoever gets the partition, which is harmless. */
  private void commitNow(Map<TopicPartition, OffsetAndMetadata> done) {
    if (done.isEmpty()) {
      return;
    }
    try {
      commitDespiteWakeUp(done);
    } catch (KafkaException e) {
      LOG.atInfo()
          .addKeyValue("offsets", done)
          .setCause(e)
          .log("What was done last could not be committed; it may be done again");
      lanes.putBack(done);
    }
  }

  private void commitDespiteWakeUp(Map<TopicPartition, OffsetAndMetadata> done) {
    try {
      consumer.commitSync(done, COMMIT);
    } catch (WakeupException e) {
      consumer.commitSync(done, COMMIT);
    }
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      takeFinished();
      commitNow(lanes.takeDone());
      forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      takeFinished();
      forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      lanes.assigned(partitions);
      // A rebalance may have forgotten what was paused.
      consumer.pause(lanes.full());
      LOG.atInfo()
          .addKeyValue("added", partitions.size())
          .addKeyValue("all", consumer.assignment().size())
          .log("This worker takes tasks of {} partitions", consumer.assignment().size());
      joined.run();
    }

    private void forget(Collection<TopicPartition> partitions) {
      lanes.revoked(partitions);
      paused.removeAll(partitions);
      if (!partitions.isEmpty()) {
        LOG.atInfo()
            .addKeyValue("partitions", partitions.size())
            .log("{} partitions go to other workers", partitions.size());
      }
    }
  }

  private final class Delivered implements DeliveredTask {

    private final ConsumerRecord<byte[], byte[]> record;

    Delivered(ConsumerRecord<byte[], byte[]> record) {
      this.record = record;
    }

    @Override
    public byte @Nullable [] value() {
      return record.value();
    }

    @Override
    public int partition() {
      return record.partition();
    }

    @Override
    public long offset() {
      return record.offset();
    }

    @Override
    public void done() {
      finished.add(record);
    }
  }
}
