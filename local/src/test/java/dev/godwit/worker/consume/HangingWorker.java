package dev.godwit.worker.consume;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.local.servers.JavaCommand;
import dev.godwit.protocol.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A worker in a process of its own that never ends a batch, and that can be killed. */
final class HangingWorker {

  private HangingWorker() {}

  public static void main(String[] args) throws InterruptedException {
    WorkerStub worker =
        new WorkerStub(
            new KafkaClients(KafkaProperties.of(args[0]), new TopicNames(args[1]), "hanging"));
    new CountDownLatch(1).await();
    worker.isReady(); // never, but until then it is not garbage
  }

  static Process start(String bootstrapServers, String prefix, Path logs) throws IOException {
    return new ProcessBuilder(
            JavaCommand.of(HangingWorker.class.getName(), List.of(bootstrapServers, prefix)))
        .redirectErrorStream(true)
        .redirectOutput(logs.resolve("worker.log").toFile())
        .start();
  }
}
