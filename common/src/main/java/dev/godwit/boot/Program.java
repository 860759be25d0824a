package dev.godwit.boot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a {@code main} starts, waits and stops: with SIGTERM or Ctrl+C, all parts are closed in the
 * reverse order of their start.
 *
 * <p>Exit codes: 0 after an orderly stop, 1 when the start failed or a part failed for good, 2 for
 * wrong settings.
 */
public final class Program {

  /** An orderly stop. */
  public static final int STOPPED = 0;

  /** The start failed, or something failed for good. */
  public static final int FAILED = 1;

  /** The settings are wrong. */
  public static final int WRONG_SETTINGS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Program.class);
  private static final Duration CLOSE_UNTIL_TOLD = Duration.ofSeconds(25);

  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final String name;
  private final Parts parts = new Parts(CLOSE_UNTIL_TOLD);
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger(STOPPED);

  /**
   * @param name for the log, such as "worker"
   */
  public Program(String name) {
    this.name = name;
  }

  /** What a program does to start. */
  @FunctionalInterface
  public interface Start {

    /**
     * Starts all parts, gives each to {@link Program#add}, and returns.
     *
     * @throws StartException for what people can mend; shown without a stack trace
     * @throws Exception for everything else
     */
    void start(Program program) throws Exception;
  }

  /** Runs a program and ends the JVM with its exit code; only a {@code main} calls this. */
  public static void main(String name, Start start) {
    Program program = new Program(name);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            LOG.atError()
                .addKeyValue("thread", thread.getName())
                .setCause(failure)
                .log("A thread of the {} ended by an exception", name));
    Runtime.getRuntime().addShutdownHook(new Thread(program::stopInHook, "stop-" + name));
    System.exit(program.run(start));
  }

  /**
   * Reads the settings, tells once which variables mean nothing here, and takes over how long a
   * stop may take.
   *
   * @throws SettingsException with all problems, if there are any
   */
  public Environment environment(Map<String, String> variables, List<Setting<?>> settings) {
    Environment environment = Environment.of(variables, settings);
    if (!environment.ignored().isEmpty()) {
      LOG.atInfo()
          .addKeyValue("names", String.join(" ", environment.ignored()))
          .log("Some variables are not settings of the {}; they are ignored", name);
    }
    if (settings.contains(CommonSettings.SHUTDOWN_TIMEOUT)) {
      stopWithin(environment.get(CommonSettings.SHUTDOWN_TIMEOUT));
    }
    return environment;
  }

  /** Takes over a part, which is closed when the program stops; see {@link Parts#add}. */
  public <T extends AutoCloseable> T add(String part, T closeable) {
    return parts.add(part, closeable);
  }

  /** How long an orderly stop may take; 25 s until this is called. */
  public void stopWithin(Duration atMost) {
    parts.closeWithin(atMost);
  }

  /** Asks for an orderly stop; returns at once. */
  public void stop() {
    stopRequested.countDown();
  }

  /** A part failed for good: asks for an orderly stop with exit code 1; returns at once. */
  public void fail(String reason) {
    if (stopRequested.getCount() > 0 && exitCode.compareAndSet(STOPPED, FAILED)) {
      LOG.atError().addKeyValue("reason", reason).log("The {} cannot go on: {}", name, reason);
    }
    stop();
  }

  /** Starts, waits until a stop is asked for, stops, and returns the exit code. */
  public int run(Start start) {
    long begun = System.nanoTime();
    try {
      start.start(this);
      LOG.atInfo().addKeyValue("startMs", millisSince(begun)).log("The {} is started", name);
      stopRequested.await();
    } catch (SettingsException e) {
      refuse(WRONG_SETTINGS, e);
    } catch (StartException e) {
      refuse(FAILED, e);
    } catch (Throwable e) {
      failUnlessStopping(e);
    } finally {
      end();
    }
    return exitCode.get();
  }

  private void refuse(int code, StartException e) {
    exitCode.set(code);
    LOG.atError().log("The {} cannot start: {}", name, e.getMessage());
  }

  /** What is closed under the hands of a start that still goes on fails, and that is no news. */
  private void failUnlessStopping(Throwable e) {
    if (stopRequested.getCount() > 0) {
      exitCode.set(FAILED);
      LOG.atError().setCause(e).log("The {} cannot start because of an unexpected failure", name);
    }
  }

  private void end() {
    stop();
    long begun = System.nanoTime();
    parts.close();
    LOG.atInfo()
        .addKeyValue("exitCode", exitCode.get())
        .addKeyValue("stopMs", millisSince(begun))
        .log("The {} is stopped", name);
    ended.countDown();
  }

  private void stopInHook() {
    if (ended.getCount() == 0) {
      return;
    }
    stop();
    // Here too, because a start that still waits for Kafka returns only when its parts are closed.
    parts.close();
    try {
      if (!ended.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().log("The {} was still starting; it is left behind", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Else the JVM would end with 143, which schedulers show as an error.
    Runtime.getRuntime().halt(exitCode.get());
  }

  private static long millisSince(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
