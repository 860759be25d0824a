package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

class GroupTaskSourceTest {

  private static final TopicPartition ONE = new TopicPartition("tasks", 1);
  private static final TopicPartition TWO = new TopicPartition("tasks", 2);

  private final FailingConsumer consumer = new FailingConsumer();
  private final AtomicInteger joined = new AtomicInteger();
  private final GroupTaskSource source =
      new GroupTaskSource(consumer, "tasks", joined::incrementAndGet);

  @Test
  void handsOverOneTaskPerPartitionAndCommitsItWhenItIsDone() {
    // given
    assign(ONE, TWO);
    add(ONE, 0);
    add(ONE, 1);
    add(TWO, 5);

    // when
    List<DeliveredTask> both =
        Stream.of(pollOne(), pollOne())
            .sorted(Comparator.comparing(DeliveredTask::partition))
            .toList();
    DeliveredTask one = both.get(0);
    DeliveredTask two = both.get(1);

    // then
    assertThat(both).extracting(DeliveredTask::partition).containsExactly(1, 2);
    assertThat(one.offset()).isZero();
    assertThat(poll()).isEmpty();
    assertThat(committed()).isEmpty();

    // when
    two.done();

    // then
    assertThat(poll()).isEmpty();
    assertThat(committed()).isEqualTo(Map.of(TWO, new OffsetAndMetadata(6)));

    // when
    one.done();

    // then
    assertThat(pollOne().offset()).isEqualTo(1);
    assertThat(committed().get(ONE)).isEqualTo(new OffsetAndMetadata(1));
  }

  @Test
  void pollsWithoutRoomAndPausesWhatIsFull() {
    // given
    assign(ONE, TWO);
    for (int i = 0; i < 2 * Lanes.MOST_WAITING; i++) {
      add(ONE, i);
    }

    // when
    for (int i = 0; i < 3 * Lanes.MOST_WAITING; i++) {
      assertThat(source.poll(0, Duration.ZERO)).isEmpty();
    }

    // then
    assertThat(consumer.paused()).containsExactly(ONE);
    assertThat(consumer.position(ONE)).isEqualTo(Lanes.MOST_WAITING);

    // when
    pollOne();

    // then
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void pausesAgainWhatARebalanceHasLetGo() {
    // given
    assign(ONE);
    for (int i = 0; i < Lanes.MOST_WAITING; i++) {
      add(ONE, i);
      source.poll(0, Duration.ZERO);
    }
    consumer.resume(Set.of(ONE));

    // when
    consumer.listener.onPartitionsAssigned(List.of(TWO));

    // then
    assertThat(consumer.paused()).contains(ONE);
  }

  @Test
  void commitsWhatIsDoneBeforeAPartitionGoesAway() {
    // given
    assign(ONE, TWO);
    add(ONE, 3);
    pollOne().done();

    // when
    consumer.rebalance(List.of(TWO));

    // then
    assertThat(consumer.synchronous).isEqualTo(Map.of(ONE, new OffsetAndMetadata(4)));
  }

  @Test
  void doesNotCommitWhatWasUnderWayWhenItsPartitionWentAway() {
    // given
    assign(ONE, TWO);
    add(ONE, 3);
    DeliveredTask task = pollOne();
    consumer.rebalance(List.of(TWO));

    // when
    task.done();
    poll();
    source.close();

    // then
    assertThat(consumer.synchronous).isEmpty();
    assertThat(consumer.asynchronous).isEmpty();
  }

  @Test
  void doesNotCommitWhatWasLost() {
    // given
    assign(ONE);
    add(ONE, 3);
    pollOne().done();

    // when
    consumer.listener.onPartitionsLost(List.of(ONE));
    poll();

    // then
    assertThat(consumer.asynchronous).isEmpty();
    assertThat(consumer.synchronous).isEmpty();
  }

  @Test
  void aCommitThatFailedIsTriedAgain() {
    // given
    assign(ONE);
    add(ONE, 3);
    DeliveredTask task = pollOne();
    consumer.failNextCommit = true;
    task.done();

    // when
    poll();
    assertThat(committed()).isEmpty();
    poll();

    // then
    assertThat(committed()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(4)));
  }

  @Test
  void commitsWhatIsDoneWhenItIsClosed() {
    // given
    assign(ONE);
    add(ONE, 3);
    pollOne().done();

    // when
    source.close();

    // then
    assertThat(consumer.synchronous).isEqualTo(Map.of(ONE, new OffsetAndMetadata(4)));
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void aWakeUpEndsAPollAndNothingElse() {
    // given
    assign(ONE);
    add(ONE, 0);

    // when
    source.wakeUp();

    // then
    assertThat(poll()).isEmpty();
    assertThat(poll()).hasSize(1);
  }

  @Test
  void saysThatItHasJoined() {
    assign(ONE);

    assertThat(joined).hasValue(1);
  }

  private void assign(TopicPartition... partitions) {
    consumer.rebalance(List.of(partitions));
    for (TopicPartition partition : partitions) {
      consumer.updateBeginningOffsets(Map.of(partition, 0L));
    }
    source.poll(0, Duration.ZERO);
  }

  private void add(TopicPartition partition, long offset) {
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
  }

  private List<DeliveredTask> poll() {
    return source.poll(10, Duration.ZERO);
  }

  /** A poll that is only woken up by what was done brings nothing. */
  private DeliveredTask pollOne() {
    List<DeliveredTask> tasks = poll();
    return tasks.isEmpty() ? poll().get(0) : tasks.get(0);
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() {
    return consumer.committed(Set.of(ONE, TWO));
  }

  private static final class FailingConsumer extends MockConsumer<byte[], byte[]> {

    private final Map<TopicPartition, OffsetAndMetadata> synchronous = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> asynchronous = new HashMap<>();
    private ConsumerRebalanceListener listener = new NoListener();
    private boolean failNextCommit;

    FailingConsumer() {
      super("earliest");
      setMaxPollRecords(1);
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener callback) {
      listener = callback;
      super.subscribe(topics, callback);
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      if (failNextCommit) {
        failNextCommit = false;
        callback.onComplete(offsets, new RebalanceInProgressException("just now"));
        return;
      }
      asynchronous.putAll(offsets);
      super.commitAsync(offsets, callback);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      synchronous.putAll(offsets);
      super.commitSync(offsets, timeout);
    }
  }

  private static final class NoListener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
  }
}
