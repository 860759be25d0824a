package dev.godwit.local.faults;

import dev.godwit.local.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A Kafka broker as a program; its arguments are its port and the directory of its data. */
final class ChildBroker {

  private ChildBroker() {}

  public static void main(String[] args) throws InterruptedException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(Integer.parseInt(args[0]), Path.of(args[1]))) {
      System.out.println("Kafka: " + kafka.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }
}
