package dev.godwit.local.servers;

import dev.godwit.local.kafka.EmbeddedKafka;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The Kafka broker of integration tests: one for all test classes of a JVM, started by the first
 * that needs it and closed after the last.
 *
 * <p>An embedded one, or with {@code GODWIT_TEST_DOCKER=true} and a Docker engine the official
 * image. To be registered as {@code @RegisterExtension static final TestKafka KAFKA = new
 * TestKafka();}.
 */
public final class TestKafka implements BeforeAllCallback {

  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final String RUN = Long.toString(System.currentTimeMillis(), 36);
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  private @Nullable Broker broker;

  @Override
  public void beforeAll(ExtensionContext context) {
    broker =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(TestKafka.class))
            .getOrComputeIfAbsent(Broker.class, key -> Broker.start(), Broker.class);
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    if (broker == null) {
      throw new IllegalStateException("TestKafka is not registered as a static extension");
    }
    return broker.bootstrapServers();
  }

  /** Another prefix for topics at each call, so that tests do not disturb each other. */
  public String uniquePrefix() {
    return "test-" + RUN + "-" + PREFIXES.incrementAndGet() + ".";
  }

  private record Broker(String bootstrapServers, Runnable stop) implements AutoCloseable {

    static Broker start() {
      return "true".equals(System.getenv("GODWIT_TEST_DOCKER"))
              && DockerClientFactory.instance().isDockerAvailable()
          ? inContainer()
          : embedded();
    }

    private static Broker embedded() {
      EmbeddedKafka kafka = EmbeddedKafka.start();
      return new Broker(kafka.bootstrapServers(), kafka::close);
    }

    private static Broker inContainer() {
      KafkaContainer container = new KafkaContainer(IMAGE);
      container.start();
      return new Broker(container.getBootstrapServers(), container::close);
    }

    @Override
    public void close() {
      stop.run();
    }
  }
}
