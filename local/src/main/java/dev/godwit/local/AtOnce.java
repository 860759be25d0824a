package dev.godwit.local;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does several things at the same time, because each of them waits most of the time. */
final class AtOnce {

  private AtOnce() {}

  /** Something that is done. */
  @FunctionalInterface
  interface Thing {
    void run() throws InterruptedException;
  }

  /** Returns when all are done, or throws what the first that fails throws. */
  static void run(List<Thing> things) throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CompletionService<Thing> ended = new ExecutorCompletionService<>(threads);
      for (Thing thing : things) {
        ended.submit(
            () -> {
              thing.run();
              return thing;
            });
      }
      for (int left = things.size(); left > 0; left--) {
        ended.take().get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      } else if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
