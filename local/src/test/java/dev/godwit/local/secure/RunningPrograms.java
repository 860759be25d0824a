package dev.godwit.local.secure;

import dev.godwit.boot.Environment;
import dev.godwit.boot.Parts;
import dev.godwit.coordinator.Coordinator;
import dev.godwit.coordinator.CoordinatorSettings;
import dev.godwit.worker.Worker;
import dev.godwit.worker.WorkerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** A coordinator and a worker, each told everything by variables as an operator would. */
final class RunningPrograms implements AutoCloseable {

  static final String MIGRATION = "20261124-secure";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final List<String> failures = new CopyOnWriteArrayList<>();
  private final Parts parts = new Parts(Duration.ofSeconds(20));
  private final Map<String, String> common = new HashMap<>();

  /** None yet; both get these settings. */
  RunningPrograms(Map<String, String> settings, String topicPrefix) {
    common.putAll(settings);
    common.put("GODWIT_TOPIC_PREFIX", topicPrefix);
    common.put("GODWIT_TASK_PARTITIONS", "2");
    common.put("GODWIT_HTTP_HOST", "127.0.0.1");
    common.put("GODWIT_HTTP_PORT", "0");
  }

  /** Starts a coordinator without waiting for anything; returns where it answers HTTP. */
  IntSupplier coordinator() {
    Map<String, String> settings = new HashMap<>(common);
    settings.put("GODWIT_INSTANCE_ID", "one");
    Coordinator coordinator =
        parts.add(
            "coordinator",
            new Coordinator(Environment.of(settings, CoordinatorSettings.ALL), failures::add));
    begin(coordinator::start);
    return coordinator::httpPort;
  }

  /** Starts a worker that knows {@link #MIGRATION}, without waiting for anything. */
  IntSupplier worker(Path folder, Map<String, String> mongodb) throws IOException {
    Path migrations = Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(
        migrations.resolve("secure.yaml"),
        "name: %s\ncollection: teams\nupdate: { $set: { secure: true } }\n".formatted(MIGRATION));
    Map<String, String> settings = new HashMap<>(common);
    settings.putAll(mongodb);
    settings.put("GODWIT_MIGRATIONS_DIR", migrations.toString());
    Worker worker =
        parts.add(
            "worker",
            new Worker(Environment.of(settings, WorkerSettings.ALL), List.of(), failures::add));
    begin(worker::start);
    return worker::httpPort;
  }

  /** Status and body. */
  static String get(IntSupplier port, String path) throws IOException, InterruptedException {
    int at;
    try {
      at = port.getAsInt();
    } catch (IllegalStateException e) {
      return "000 " + e.getMessage();
    }
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(at, path));
    var answer =
        HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  @Override
  public void close() {
    parts.close();
  }

  private void begin(Starting start) {
    CompletableFuture.runAsync(
            () -> {
              try {
                start.start();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null && !(failure.getCause() instanceof CancellationException)) {
                failures.add("cannot start: " + failure);
              }
            });
  }

  private interface Starting {
    void start() throws InterruptedException;
  }
}
