package dev.godwit.local;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does several things at the same time, because each of them waits most of the time. */
final class AtOnce {

  private AtOnce() {}

  /** Returns when all are done, or throws what the first that fails throws. */
  static void run(List<Callable<?>> things) throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CompletionService<Object> ended = new ExecutorCompletionService<>(threads);
      things.forEach(thing -> ended.submit(thing::call));
      for (int left = things.size(); left > 0; left--) {
        ended.take().get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
