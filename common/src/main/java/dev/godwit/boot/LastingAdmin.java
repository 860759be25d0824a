package dev.godwit.boot;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;

/**
 * An admin client that is made when it is needed, and made anew once a broker has not accepted who
 * it is: Kafka's own would answer with that old refusal for minutes after it was mended.
 */
final class LastingAdmin implements AutoCloseable {

  private final Supplier<Admin> admins;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Admin current;
  private boolean closed;

  LastingAdmin(Supplier<Admin> admins) {
    this.admins = admins;
  }

  /** Something that is asked of Kafka. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  /** Asks; what goes wrong is thrown as it is. */
  <T> T ask(Question<T> question) throws ExecutionException, InterruptedException {
    Admin admin = current();
    try {
      return question.ask(admin);
    } catch (ExecutionException | RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof AuthenticationException) {
          drop(admin);
        }
      }
      throw e;
    }
  }

  /** The topics as this client sees them; creates none. */
  TopicStore topics() {
    return new TopicStore() {
      @Override
      public Found find(Collection<String> names) {
        try {
          return ask(admin -> new KafkaTopicStore(admin, -1).find(names));
        } catch (InterruptedException | ExecutionException e) {
          throw new AssertionError("a store throws neither", e);
        }
      }

      @Override
      public Optional<String> create(TopicSpec spec) {
        throw new UnsupportedOperationException("who watches creates nothing");
      }
    };
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (current != null) {
        current.close(Duration.ZERO);
      }
    } finally {
      lock.unlock();
    }
  }

  private Admin current() {
    lock.lock();
    try {
      if (closed) {
        throw new KafkaException("the watch is closed");
      }
      if (current == null) {
        current = admins.get();
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private void drop(Admin admin) {
    lock.lock();
    try {
      // Somebody else may have made another one meanwhile.
      if (admin.equals(current)) {
        current = null;
        admin.close(Duration.ZERO);
      }
    } finally {
      lock.unlock();
    }
  }
}
