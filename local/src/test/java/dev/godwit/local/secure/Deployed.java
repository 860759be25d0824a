package dev.godwit.local.secure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.servers.FreePort;
import dev.godwit.local.servers.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own that logs as much as it can. */
final class Deployed implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * Much more than in the images. Kafka's clients show their settings at INFO, and MongoDB's driver
   * whole documents at DEBUG, which are no secret of Godwit's.
   */
  private static final String LOGBACK =
      """
      <configuration>
        <appender name="stdout" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%date %-5level [%thread] %logger - %msg %kvp%n</pattern></encoder>
        </appender>
        <logger name="org.apache.kafka" level="INFO"/>
        <logger name="org.mongodb.driver.protocol.command" level="INFO"/>
        <root level="DEBUG"><appender-ref ref="stdout"/></root>
      </configuration>
      """;

  private final String name;
  private final Path log;
  private final int port;
  private final Process process;

  private Deployed(String name, Path log, int port, Process process) {
    this.name = name;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  static Deployed start(String name, Class<?> main, Map<String, String> settings, Path folder)
      throws IOException {
    Path logback = Files.writeString(folder.resolve(name + ".logback.xml"), LOGBACK);
    Path log = folder.resolve(name + ".log");
    int port = FreePort.find();
    String configuration = "-Dlogback.configurationFile=" + logback;
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.of(main.getName(), List.of(), configuration))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("GODWIT_"));
    builder.environment().putAll(settings);
    builder.environment().put("GODWIT_HTTP_HOST", "127.0.0.1");
    builder.environment().put("GODWIT_HTTP_PORT", String.valueOf(port));
    return new Deployed(name, log, port, builder.start());
  }

  String name() {
    return name;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Status and body, or what stands in the way. */
  String get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  /** Sends a command as the status page does. */
  String post(String json, String token) throws IOException, InterruptedException {
    return send(
        request("/api/commands")
            .header("Content-Type", "application/json")
            .header("Godwit-Action", "1")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Its exit code, once it has ended by itself. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError(name + " does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try {
      var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.headers().map() + "\n" + answer.body();
    } catch (IOException e) {
      // Waiting longer would not help, and the log is gone with the test's folder.
      assertThat(process.isAlive()).as("%s is alive; its log: %s", name, log()).isTrue();
      return "000 " + e;
    }
  }
}
