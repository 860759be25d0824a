package dev.godwit.local.demo;

import dev.godwit.boot.Parts;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Somebody presses Ctrl+C: everything is closed, and what fails by it is no news. */
final class Interruption implements AutoCloseable {

  /** As shells show a program that ended by Ctrl+C. */
  private static final int EXIT_CODE = 130;

  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Parts parts) {
    this.hook =
        new Thread(
            () -> {
              interrupted.countDown();
              parts.close();
              Runtime.getRuntime().halt(EXIT_CODE);
            },
            "interruption");
  }

  /** From now on until it is closed. */
  static Interruption of(Parts parts) {
    Interruption interruption = new Interruption(parts);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** What the call returns or throws; nothing any more once there was an interruption. */
  <T> T unlessInterrupted(Callable<T> call) throws Exception {
    try {
      return call.call();
    } finally {
      if (interrupted.getCount() == 0) {
        hook.join();
      }
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM ends already.
    }
  }
}
