package dev.godwit.worker;

import dev.godwit.worker.consume.ClientListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** What Kafka's clients measure of themselves, of those that are in use now. */
final class KafkaMeters implements ClientListener, AutoCloseable {

  /** Both have the same name, and some of their meters as well. */
  private static final Tags CONSUMER = Tags.of("client", "consumer");

  private static final Tags PRODUCER = Tags.of("client", "producer");

  private final MeterRegistry registry;
  private @Nullable KafkaClientMetrics consumer;
  private @Nullable KafkaClientMetrics producer;
  private boolean closed;

  KafkaMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public synchronized void consumer(Consumer<?, ?> made) {
    consumer = replaced(consumer, new KafkaClientMetrics(made, CONSUMER));
  }

  @Override
  public synchronized void producer(Producer<?, ?> made) {
    producer = replaced(producer, new KafkaClientMetrics(made, PRODUCER));
  }

  @Override
  public synchronized void close() {
    closed = true;
    close(consumer);
    close(producer);
  }

  /** The old ones first: with the same name they would keep the new ones out. */
  private KafkaClientMetrics replaced(@Nullable KafkaClientMetrics old, KafkaClientMetrics made) {
    close(old);
    if (closed) {
      made.close();
    } else {
      made.bindTo(registry);
    }
    return made;
  }

  private static void close(@Nullable KafkaClientMetrics metrics) {
    if (metrics != null) {
      metrics.close();
    }
  }
}
