package dev.godwit.worker.consume;

import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Offsets;
import dev.godwit.worker.batch.BatchFailedException;
import dev.godwit.worker.batch.LetterSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads dead letters from their topic, by a consumer of its own each time. */
public final class KafkaLetters implements LetterSource {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaLetters.class);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ASK = Duration.ofSeconds(10);
  private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(30);

  /** Fewer letters of others than this are read over; more are jumped over. */
  private static final long JUMP = 1_000;

  private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
  private final TopicPartition partition;
  private final Clock clock;

  /** Reads them from where the worker writes them. */
  public static KafkaLetters of(KafkaClients clients, Clock clock) {
    TopicPartition partition = new TopicPartition(clients.topics().deadLetters(), 0);
    return new KafkaLetters(clients::lettersConsumer, partition, clock);
  }

  KafkaLetters(
      Supplier<? extends Consumer<byte[], byte[]>> consumers,
      TopicPartition partition,
      Clock clock) {
    this.consumers = consumers;
    this.partition = partition;
    this.clock = clock;
  }

  @Override
  public Found read(Offsets offsets) throws InterruptedException {
    try {
      Consumer<byte[], byte[]> consumer = consumers.get();
      try {
        consumer.assign(List.of(partition));
        return found(consumer, offsets);
      } finally {
        // Without a group there is nothing to be told; it would only wait for a poll under way.
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
    } catch (InterruptException e) {
      // It interrupts the thread again, which is the caller's business.
      Thread.interrupted();
      throw new InterruptedException("the worker stops");
    } catch (KafkaException e) {
      throw new BatchFailedException(
          FailureKind.OUTAGE, "dead letters cannot be read from Kafka: " + e.getMessage());
    }
  }

  private Found found(Consumer<byte[], byte[]> consumer, Offsets offsets)
      throws InterruptedException {
    Found nothing = nothing(consumer);
    if (offsets.isEmpty()
        || offsets.first() < nothing.keptFrom()
        || offsets.last() >= nothing.keptTo()) {
      return nothing;
    }
    try {
      return new Found(letters(consumer, offsets), nothing.keptFrom(), nothing.keptTo());
    } catch (OffsetOutOfRangeException e) {
      // They expired at this moment.
      return nothing(consumer);
    }
  }

  private Found nothing(Consumer<byte[], byte[]> consumer) {
    long from = consumer.beginningOffsets(List.of(partition), ASK).getOrDefault(partition, 0L);
    long to = consumer.endOffsets(List.of(partition), ASK).getOrDefault(partition, 0L);
    return new Found(List.of(), from, to);
  }

  private List<Letter> letters(Consumer<byte[], byte[]> consumer, Offsets offsets) {
    List<Letter> letters = new ArrayList<>();
    consumer.seek(partition, offsets.first());
    long position = offsets.first();
    Instant until = clock.instant().plus(WITHOUT_PROGRESS);
    for (Offsets left = offsets; !left.isEmpty(); left = offsets.after(position - 1)) {
      if (left.first() > position + JUMP) {
        consumer.seek(partition, left.first());
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (left.contains(record.offset())) {
          add(record, letters);
        }
      }
      long reached = consumer.position(partition, ASK);
      if (reached > position) {
        until = clock.instant().plus(WITHOUT_PROGRESS);
      } else if (clock.instant().isAfter(until)) {
        throw new KafkaException("nothing came for %d s".formatted(WITHOUT_PROGRESS.toSeconds()));
      }
      position = reached;
    }
    return letters;
  }

  private static void add(ConsumerRecord<byte[], byte[]> record, List<Letter> letters) {
    try {
      byte[] json = Objects.requireNonNullElse(record.value(), new byte[0]);
      DeadLetter letter = Json.read(json, DeadLetter.class);
      if (letter.documentId().equals(ShortLetters.NO_ID)) {
        throw new MalformedMessageException("the _id did not fit into it");
      }
      letters.add(new Letter(record.offset(), letter.batchId(), letter.documentId()));
    } catch (MalformedMessageException e) {
      LOG.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("offset", record.offset())
          .log(
              "A dead letter cannot be understood, so its document is not tried again: {}",
              e.getMessage());
    }
  }
}
