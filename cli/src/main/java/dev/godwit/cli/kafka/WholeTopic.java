package dev.godwit.cli.kafka;

import dev.godwit.cli.installation.InstallationException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic of one partition from its beginning to what is its end at that moment. */
record WholeTopic(Clients clients, Consumer<String, String> consumer) {

  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * Hands over every record; the consumer goes on behind them.
   *
   * @throws InstallationException when it cannot be read, or nothing comes for too long
   */
  void read(String topic, java.util.function.Consumer<ConsumerRecord<String, String>> taker) {
    TopicPartition partition = clients.find(consumer, topic);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = clients.end(consumer, partition);
    Duration within = clients.address().reachWithin();
    long deadline = System.nanoTime() + within.toNanos();
    // Not the last record's offset: compaction may have taken the last records away.
    while (clients.orInWords(() -> consumer.position(partition, within)) < end) {
      if (poll(taker)) {
        deadline = System.nanoTime() + within.toNanos();
      } else if (System.nanoTime() - deadline > 0) {
        throw new InstallationException(
            "%s was read up to offset %d of %d, and then nothing came for %s; is the broker that leads it running?"
                .formatted(topic, consumer.position(partition), end, Trouble.seconds(within)));
      }
    }
  }

  private boolean poll(java.util.function.Consumer<ConsumerRecord<String, String>> taker) {
    boolean any = false;
    for (ConsumerRecord<String, String> record : clients.orInWords(() -> consumer.poll(POLL))) {
      taker.accept(record);
      any = true;
    }
    return any;
  }
}
