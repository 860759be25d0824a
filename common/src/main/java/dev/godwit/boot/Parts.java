package dev.godwit.boot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program consists of, closed in the reverse order of its start.
 *
 * <p>A part that takes too long, or fails, does not keep the others from being closed.
 */
public final class Parts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
  private static final Duration MOST_KEPT_PER_PART = Duration.ofSeconds(1);

  private final Deque<Part> parts = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Duration timeout;
  private boolean closing;

  /**
   * @param timeout how long closing all of them may take
   */
  public Parts(Duration timeout) {
    this.timeout = timeout;
  }

  /** Another time that closing may take. */
  public synchronized void closeWithin(Duration atMost) {
    timeout = atMost;
  }

  /**
   * Takes over a part that has just been started.
   *
   * @throws CancellationException if all are being closed already; then the part is closed too
   */
  public <T extends AutoCloseable> T add(String name, T part) {
    if (!accepts(new Part(name, part))) {
      closeOne(new Part(name, part), MOST_KEPT_PER_PART);
      throw new CancellationException("the program stops while it starts '" + name + "'");
    }
    return part;
  }

  /** Closes all, the last one first; whoever calls it a second time waits for the first. */
  @Override
  public void close() {
    Duration atMost = beginToClose();
    if (atMost == null) {
      awaitClosed();
      return;
    }
    try {
      closeAll(atMost);
    } finally {
      closed.countDown();
    }
  }

  private synchronized boolean accepts(Part part) {
    if (!closing) {
      parts.push(part);
    }
    return !closing;
  }

  private synchronized @Nullable Duration beginToClose() {
    if (closing) {
      return null;
    }
    closing = true;
    return timeout;
  }

  private void closeAll(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    // One that hangs must leave some time for those that come after it.
    long kept =
        Math.min(MOST_KEPT_PER_PART.toNanos(), atMost.toNanos() / (2L * Math.max(1, parts.size())));
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      long left = deadline - System.nanoTime() - kept * parts.size();
      closeOne(part, Duration.ofNanos(Math.max(left, kept / 2)));
    }
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeOne(Part part, Duration atMost) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                part.closeable().close();
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "close-" + part.name());
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(Math.max(1, atMost.toMillis()));
      if (thread.isAlive()) {
        thread.interrupt();
        LOG.atWarn()
            .addKeyValue("part", part.name())
            .addKeyValue("waitedMs", atMost.toMillis())
            .log("{} does not end in time; it is left behind", part.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Throwable failed = failure.get();
    if (failed != null) {
      LOG.atWarn()
          .addKeyValue("part", part.name())
          .setCause(failed)
          .log("{} could not be closed properly; the others are closed nevertheless", part.name());
    }
  }

  private record Part(String name, AutoCloseable closeable) {}
}
