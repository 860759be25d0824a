package dev.godwit.boot;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Asks the brokers by an admin client of its own for the nodes of the cluster. */
final class AdminProbe implements KafkaProbe {

  private static final int TIMEOUT_MS = 5_000;

  private final KafkaProperties kafka;
  private final LastingAdmin admin;

  AdminProbe(KafkaProperties kafka) {
    this.kafka = kafka;
    this.admin = new LastingAdmin(this::created);
  }

  @Override
  public void reach() {
    try {
      var options = new DescribeClusterOptions().timeoutMs(TIMEOUT_MS);
      if (admin.ask(asked -> asked.describeCluster(options).nodes().get()).isEmpty()) {
        throw noAnswer();
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw noAnswer();
      }
      throw new KafkaException(
          KafkaTrouble.of(e, kafka).orElseGet(() -> kafka.withoutSecrets(Reasons.of(e))));
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  /** Says more than the client's own message, which names only the call that was not sent. */
  private TimeoutException noAnswer() {
    return new TimeoutException(
        "no broker of %s answers within %d s%s"
            .formatted(
                kafka.bootstrapServers(), TIMEOUT_MS / 1_000, KafkaTrouble.ofSilence(kafka)));
  }

  /** Tried anew until it works: a host name that is not known yet fails here. */
  private Admin created() {
    try {
      return Admin.create(kafka.admin(Map.of(), Map.of()));
    } catch (KafkaException e) {
      throw new KafkaException(
          KafkaTrouble.of(e, kafka)
              .orElseGet(
                  () ->
                      kafka.withoutSecrets(
                          "no client for %s (%s)"
                              .formatted(kafka.bootstrapServers(), Reasons.of(e)))));
    }
  }
}
