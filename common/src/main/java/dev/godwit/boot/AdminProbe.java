package dev.godwit.boot;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the brokers by an admin client of its own for the nodes of the cluster. */
final class AdminProbe implements KafkaProbe {

  private static final int TIMEOUT_MS = 5_000;

  private final KafkaProperties kafka;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Admin admin;
  private boolean closed;

  AdminProbe(KafkaProperties kafka) {
    this.kafka = kafka;
  }

  @Override
  public void reach() {
    try {
      var options = new DescribeClusterOptions().timeoutMs(TIMEOUT_MS);
      if (admin().describeCluster(options).nodes().get().isEmpty()) {
        throw noAnswer();
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw noAnswer();
      }
      throw new KafkaException(Reasons.of(e), e.getCause());
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (admin != null) {
        admin.close(Duration.ZERO);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Says more than the client's own message, which names only the call that was not sent. */
  private TimeoutException noAnswer() {
    return new TimeoutException(
        "no broker of %s answers within %d s"
            .formatted(kafka.bootstrapServers(), TIMEOUT_MS / 1_000));
  }

  /** Made anew until it works: a host name that is not known yet fails here. */
  private Admin admin() {
    lock.lock();
    try {
      if (closed) {
        throw new KafkaException("the watch is closed");
      }
      if (admin == null) {
        admin = created();
      }
      return admin;
    } finally {
      lock.unlock();
    }
  }

  private Admin created() {
    try {
      return Admin.create(kafka.admin(Map.of(), Map.of()));
    } catch (KafkaException e) {
      throw new KafkaException(
          "no client for %s (%s)".formatted(kafka.bootstrapServers(), Reasons.of(e)));
    }
  }
}
