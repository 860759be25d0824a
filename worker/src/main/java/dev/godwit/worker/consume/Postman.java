package dev.godwit.worker.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings messages to Kafka, once; replaces a producer that can send no more. */
final class Postman implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  private static final Duration CLOSE = Duration.ofSeconds(2);

  /** Below this nothing of a message would be left. */
  private static final int LEAST_BYTES = 2_048;

  private final Supplier<? extends Producer<byte[], byte[]>> producers;
  private @Nullable Producer<byte[], byte[]> producer;
  private boolean closed;

  Postman(Supplier<? extends Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  /**
   * What one try came to.
   *
   * @param undelivered what is to be tried again
   * @param reason why; empty when everything was delivered
   * @param offsets where those are that were delivered
   */
  record Round(List<Message> undelivered, String reason, List<Long> offsets) {}

  /** Hands a message over without waiting for what comes of it. */
  void drop(Message message) {
    var unused = producer().send(message.record(message.mostBytes()));
  }

  /** Tries to deliver all, in their order, and waits for the answers. */
  Round deliver(List<Message> messages) throws InterruptedException {
    List<Message> undelivered = new ArrayList<>();
    List<Long> offsets = new ArrayList<>();
    String reason = "";
    Producer<byte[], byte[]> current = null;
    try {
      current = producer();
      List<Future<RecordMetadata>> answers = new ArrayList<>(messages.size());
      for (Message message : messages) {
        answers.add(current.send(message.record(message.mostBytes())));
      }
      for (int i = 0; i < answers.size(); i++) {
        try {
          offsets.add(answers.get(i).get().offset());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof RecordTooLargeException
              && isShortened(current, messages.get(i), offsets))) {
            undelivered.add(messages.get(i));
            reason = String.valueOf(e.getCause());
            replaceAfter(e.getCause(), current);
          }
        }
      }
    } catch (InterruptException e) {
      // It interrupts the thread again, which is the caller's business.
      throw interrupted();
    } catch (KafkaException | IllegalStateException e) {
      replaceAfter(e, current);
      return new Round(messages, String.valueOf(e), List.of());
    }
    return new Round(undelivered, reason, offsets);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (producer != null) {
      producer.close(CLOSE);
      producer = null;
    }
  }

  /** The broker takes less than is usual: whatever fits, or nothing, but never the same again. */
  private static boolean isShortened(
      Producer<byte[], byte[]> producer, Message message, List<Long> offsets)
      throws InterruptedException {
    int max = message.record(message.mostBytes()).value().length / 2;
    for (; max >= LEAST_BYTES; max /= 2) {
      try {
        offsets.add(producer.send(message.record(max)).get().offset());
        return true;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RecordTooLargeException)) {
          return false;
        }
      }
    }
    LOG.atError()
        .addKeyValue("topic", message.topic())
        .addKeyValue("migration", message.key())
        .log("The broker does not even take {} bytes; the message is lost", LEAST_BYTES);
    return true;
  }

  private void replaceAfter(
      @Nullable Throwable failure, @Nullable Producer<byte[], byte[]> failed) {
    if (failure instanceof RetriableException || failure instanceof RecordTooLargeException) {
      return;
    }
    synchronized (this) {
      if (failed == null || producer != failed) {
        return;
      }
      producer = null;
    }
    LOG.atInfo().setCause(failure).log("The producer is replaced by another one");
    failed.close(Duration.ZERO);
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (closed) {
      throw new IllegalStateException("the worker stops");
    }
    if (producer == null) {
      producer = producers.get();
    }
    return producer;
  }

  private static InterruptedException interrupted() {
    Thread.interrupted();
    return new InterruptedException("the worker stops");
  }
}
