package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final TopicPartition ONE = new TopicPartition("tasks", 1);
  private static final TopicPartition TWO = new TopicPartition("tasks", 2);

  private final Lanes lanes = new Lanes();

  LanesTest() {
    lanes.assigned(List.of(ONE, TWO));
  }

  @Test
  void tasksOfAPartitionAreBegunOneAfterTheOther() {
    // given
    ConsumerRecord<byte[], byte[]> first = offer(ONE, 0);
    ConsumerRecord<byte[], byte[]> second = offer(ONE, 1);

    // then
    assertThat(lanes.begin(10)).containsExactly(first);
    assertThat(lanes.begin(10)).isEmpty();
    lanes.done(first);
    assertThat(lanes.begin(10)).containsExactly(second);
  }

  @Test
  void partitionsDoNotWaitForEachOther() {
    // given
    ConsumerRecord<byte[], byte[]> one = offer(ONE, 0);
    ConsumerRecord<byte[], byte[]> two = offer(TWO, 0);

    // then
    assertThat(lanes.begin(10)).containsExactly(one, two);
  }

  @Test
  void noMoreAreBegunThanThereIsRoom() {
    // given
    ConsumerRecord<byte[], byte[]> one = offer(ONE, 0);
    ConsumerRecord<byte[], byte[]> two = offer(TWO, 0);

    // then
    assertThat(lanes.begin(0)).isEmpty();
    assertThat(lanes.begin(1)).containsExactly(one);
    assertThat(lanes.begin(1)).containsExactly(two);
  }

  @Test
  void aBusyPartitionDoesNotPushInFrontOfOthers() {
    // given
    ConsumerRecord<byte[], byte[]> first = offer(ONE, 0);
    offer(ONE, 1);
    assertThat(lanes.begin(1)).containsExactly(first);
    ConsumerRecord<byte[], byte[]> other = offer(TWO, 0);
    offer(TWO, 1);
    lanes.done(first);
    ConsumerRecord<byte[], byte[]> second = lanes.begin(1).get(0);
    assertThat(second.offset()).isEqualTo(1);

    // then
    lanes.done(second);
    offer(ONE, 2);
    assertThat(lanes.begin(1)).containsExactly(other);
  }

  @Test
  void onlyWhatIsDoneIsCommittedAndOnce() {
    // given
    ConsumerRecord<byte[], byte[]> record = offer(ONE, 4);
    lanes.begin(10);

    // then
    assertThat(lanes.takeDone()).isEmpty();
    lanes.done(record);
    assertThat(lanes.takeDone()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(5)));
    assertThat(lanes.takeDone()).isEmpty();
  }

  @Test
  void whatCouldNotBeCommittedIsPutBackUnlessThereIsSomethingNewer() {
    // given
    doneAt(ONE, 4);
    doneAt(TWO, 7);
    Map<TopicPartition, OffsetAndMetadata> taken = lanes.takeDone();
    doneAt(ONE, 5);

    // when
    lanes.putBack(taken);

    // then
    assertThat(lanes.takeDone())
        .isEqualTo(Map.of(ONE, new OffsetAndMetadata(6), TWO, new OffsetAndMetadata(8)));
  }

  @Test
  void whatCouldNotBeCommittedIsForgottenWithItsPartition() {
    // given
    doneAt(ONE, 4);
    Map<TopicPartition, OffsetAndMetadata> taken = lanes.takeDone();
    lanes.revoked(List.of(ONE));

    // when
    lanes.putBack(taken);

    // then
    assertThat(lanes.takeDone()).isEmpty();
  }

  @Test
  void aTaskWhosePartitionWentAwayIsNotCommitted() {
    // given
    ConsumerRecord<byte[], byte[]> record = offer(ONE, 0);
    lanes.begin(10);

    // when
    lanes.revoked(List.of(ONE));
    lanes.done(record);

    // then
    assertThat(lanes.takeDone()).isEmpty();
  }

  @Test
  void aTaskWhosePartitionWentAwayAndCameBackIsNotCommittedEither() {
    // given
    ConsumerRecord<byte[], byte[]> record = offer(ONE, 0);
    lanes.begin(10);
    lanes.revoked(List.of(ONE));
    lanes.assigned(List.of(ONE));

    // when
    ConsumerRecord<byte[], byte[]> again = offer(ONE, 0);

    // then
    assertThat(lanes.begin(10)).as("while the first still runs").isEmpty();
    lanes.done(record);
    assertThat(lanes.takeDone()).isEmpty();
    assertThat(lanes.begin(10)).containsExactly(again);
    lanes.done(again);
    assertThat(lanes.takeDone()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(1)));
  }

  @Test
  void whatWaitsInAPartitionThatGoesAwayIsForgotten() {
    // given
    offer(ONE, 0);

    // when
    lanes.revoked(List.of(ONE));

    // then
    assertThat(lanes.begin(10)).isEmpty();
  }

  @Test
  void recordsOfOthersAreNotTaken() {
    // given
    lanes.revoked(List.of(ONE));

    // when
    offer(ONE, 0);

    // then
    assertThat(lanes.begin(10)).isEmpty();
  }

  @Test
  void aPartitionIsFullWhenSeveralWaitInIt() {
    // given
    for (int i = 0; i < Lanes.MOST_WAITING; i++) {
      assertThat(lanes.full()).isEmpty();
      offer(ONE, i);
    }

    // then
    assertThat(lanes.full()).containsExactly(ONE);
    lanes.begin(1);
    assertThat(lanes.full()).isEmpty();
  }

  private void doneAt(TopicPartition partition, long offset) {
    ConsumerRecord<byte[], byte[]> record = offer(partition, offset);
    lanes.begin(10);
    lanes.done(record);
  }

  private ConsumerRecord<byte[], byte[]> offer(TopicPartition partition, long offset) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
    lanes.offer(record);
    return record;
  }
}
