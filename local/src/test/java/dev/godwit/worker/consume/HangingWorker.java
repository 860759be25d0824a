package dev.godwit.worker.consume;

import dev.godwit.boot.KafkaProperties;
import dev.godwit.protocol.TopicNames;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx128m",
            "-cp",
            classPath(),
            HangingWorker.class.getName(),
            bootstrapServers,
            prefix)
        .redirectErrorStream(true)
        .redirectOutput(logs.resolve("worker.log").toFile())
        .start();
  }

  private static String classPath() {
    ClassLoader loader = HangingWorker.class.getClassLoader();
    return loader instanceof URLClassLoader urls
        ? Stream.of(urls.getURLs())
            .map(URL::getPath)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }
}
