package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.servers.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own, which can be killed, stopped, woken, and started again. */
final class Child implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int MOST_SECONDS = 40;

  private final String name;
  private final int httpPort;
  private final ProcessBuilder builder;
  private Process process;

  private Child(String name, int httpPort, ProcessBuilder builder) throws IOException {
    this.name = name;
    this.httpPort = httpPort;
    this.builder = builder;
    this.process = builder.start();
    // Tests that are interrupted leave nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
  }

  /**
   * Starts it.
   *
   * @param httpPort where it answers HTTP, if it does
   * @param logs where its log goes
   */
  static Child start(
      String name,
      Class<?> main,
      int httpPort,
      Map<String, String> environment,
      Path logs,
      String... arguments)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.of(main.getName(), List.of(arguments)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".log").toFile()));
    builder.environment().putAll(environment);
    return new Child(name, httpPort, builder);
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As it was started the first time. */
  void startAgain() throws IOException {
    process = builder.start();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to stop in an orderly way, and returns its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  /** SIGSTOP: it does nothing any more, and does not know it. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT: it goes on in the middle of what it was doing. */
  void wake() throws IOException, InterruptedException {
    signal("CONT");
  }

  boolean isReady() {
    try {
      return get("/ready").startsWith("200");
    } catch (IOException e) {
      return false;
    }
  }

  /** The status and the body of what it answers. */
  String get(String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(httpPort, path));
    try {
      var answer = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      return answer.statusCode() + "\n" + answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
  }

  private int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as("%s ends", name).isTrue();
    return process.exitValue();
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start();
    assertThat(kill.waitFor()).as("kill -%s of %s", signal, name).isZero();
  }
}
