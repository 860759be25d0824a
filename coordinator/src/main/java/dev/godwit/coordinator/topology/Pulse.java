package dev.godwit.coordinator.topology;

import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/**
 * Notices that this process stood still for so long (stopped, swapped out, its machine asleep) that
 * its group has given its work to another one. Kafka tells it so only a moment later; what it would
 * store until then would overwrite what its successor knows.
 */
final class Pulse {

  private final Clock clock;
  private final Duration session;
  private long last;

  /**
   * @param session how long the group waits for a sign of a member
   */
  Pulse(Clock clock, Duration session) {
    this.clock = clock;
    this.session = session;
    this.last = clock.millis();
  }

  /**
   * Does something, unless too much time has passed since the end of what was done before.
   *
   * @throws KafkaException which makes another thread begin anew with what is stored by then
   */
  void beat(Runnable action) {
    long stood = clock.millis() - last;
    if (stood > session.toMillis()) {
      throw new KafkaException(
          "this instance stood still for %d ms; another one may have its work by now"
              .formatted(stood));
    }
    action.run();
    last = clock.millis();
  }
}
