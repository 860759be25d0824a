package dev.godwit.worker.consume;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Hears of each client of Kafka that is made; must be quick and not throw. */
public interface ClientListener {

  /** Hears nothing. */
  ClientListener NONE = new ClientListener() {};

  /** This consumer takes tasks from now on, instead of the one before. */
  default void consumer(Consumer<?, ?> made) {}

  /** This producer sends from now on, instead of the one before. */
  default void producer(Producer<?, ?> made) {}
}
