package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.coordinator.CoordinatorMain;
import dev.godwit.local.servers.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;

/** A broker, two coordinators and two workers, each in a process of its own. */
final class Programs implements AutoCloseable {

  static final String PREFIX = "faults.";

  final Child broker;
  final List<Child> coordinators = new ArrayList<>();
  final List<Child> workers = new ArrayList<>();
  private final int port;
  private final Path brake;

  private Programs(Path directory, String mongo) throws IOException {
    port = FreePort.find();
    brake = directory.resolve("brake");
    Path migrations = Files.createDirectories(directory.resolve("migrations"));
    Files.writeString(migrations.resolve("declared.yaml"), MovedUp.DECLARATION);
    broker =
        Child.start(
            "broker",
            ChildBroker.class,
            0,
            Map.of(),
            directory,
            String.valueOf(port),
            directory.resolve("kafka").toString());
    for (String name : List.of("coordinator-1", "coordinator-2")) {
      coordinators.add(program(name, CoordinatorMain.class, directory, Map.of()));
    }
    for (String name : List.of("worker-1", "worker-2")) {
      workers.add(
          program(
              name,
              ChildWorker.class,
              directory,
              Map.of(
                  "GODWIT_MONGODB_URI",
                  mongo,
                  "GODWIT_MIGRATIONS_DIR",
                  migrations.toString(),
                  "GODWIT_WORKER_NAME",
                  name,
                  MovedUp.BRAKE,
                  brake.toString())));
    }
  }

  /**
   * Starts all of them and waits until they are ready.
   *
   * @param directory where they keep their data and their logs
   * @param mongo where MongoDB is
   */
  static Programs start(Path directory, String mongo) throws IOException {
    Programs programs = new Programs(directory, mongo);
    programs.awaitCoordinators();
    programs.awaitWorkers();
    return programs;
  }

  String bootstrapServers() {
    return "localhost:" + port;
  }

  /** Waits until one decides and the other stands by. */
  void awaitCoordinators() {
    soon(
        () -> {
          assertThat(coordinators).allMatch(Child::isReady, "ready");
          assertThat(coordinators).filteredOn(Programs::isActive).hasSize(1);
        });
  }

  /** Waits until each has its share of the tasks. */
  void awaitWorkers() {
    soon(() -> assertThat(workers).allMatch(Child::isReady, "ready"));
  }

  /** Pages take their time, or not. */
  void brake(boolean slow) throws IOException {
    if (slow) {
      Files.writeString(brake, "");
    } else {
      Files.deleteIfExists(brake);
    }
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(assertion);
  }

  Child worker(String name) {
    return workers.stream()
        .filter(worker -> worker.name().equals(name))
        .findFirst()
        .orElse(workers.get(0));
  }

  /** The coordinator that decides, the other one stands by. */
  Child activeCoordinator() {
    return coordinators.stream().filter(Programs::isActive).findFirst().orElse(coordinators.get(0));
  }

  @Override
  public void close() {
    workers.forEach(Child::close);
    coordinators.forEach(Child::close);
    broker.close();
  }

  private static boolean isActive(Child coordinator) {
    try {
      return coordinator.get("/metrics").contains("\ngodwit_coordinator_active 1.0\n");
    } catch (IOException e) {
      return false;
    }
  }

  private Child program(String name, Class<?> main, Path logs, Map<String, String> more)
      throws IOException {
    int httpPort = FreePort.find();
    Map<String, String> environment = new HashMap<>(more);
    environment.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    environment.put("GODWIT_TOPIC_PREFIX", PREFIX);
    environment.put("GODWIT_TASK_PARTITIONS", "8");
    environment.put("GODWIT_INSTANCE_ID", name);
    environment.put("GODWIT_HTTP_HOST", "127.0.0.1");
    environment.put("GODWIT_HTTP_PORT", String.valueOf(httpPort));
    environment.put("GODWIT_LOG_LEVEL", "INFO");
    return Child.start(name, main, httpPort, environment, logs);
  }
}
