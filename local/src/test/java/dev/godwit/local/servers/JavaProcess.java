package dev.godwit.local.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A program of the test class path in a process of its own, as somebody runs it in a shell. */
public final class JavaProcess implements AutoCloseable {

  private static final int MOST_SECONDS = 90;
  private static final String END = "\u0004";

  private final Process process;
  private final PrintWriter in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private JavaProcess(Process process) {
    this.process = process;
    this.in =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    Thread reader = new Thread(this::read, "java-process");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts the main class; what it writes to standard error goes to that of the tests. */
  public static JavaProcess start(String main, String... arguments) throws IOException {
    List<String> command = JavaCommand.of(main, List.of(arguments));
    return new JavaProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Types lines, and ends the input as Ctrl+D does. */
  public void type(String... text) {
    List.of(text).forEach(in::println);
    in.close();
  }

  /** Asks it to stop, as {@code kill} does. */
  public void terminate() {
    // By its handle: the process itself would close the streams, and its last words were lost.
    process.toHandle().destroy();
  }

  /** The exit code, once it has ended. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    return process.exitValue();
  }

  /** The first line from here on that is like that. */
  public String awaitLine(Predicate<String> wanted) throws InterruptedException {
    List<String> others = new ArrayList<>();
    while (true) {
      String line = lines.poll(MOST_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError("no such line, only " + others);
      }
      if (wanted.test(line)) {
        return line;
      }
      others.add(line);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (@Nullable String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // It was ended while it wrote.
    }
    lines.add(END);
  }
}
