package dev.godwit.worker.consume;

import dev.godwit.boot.Backoff;
import dev.godwit.boot.Health;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.TopicNames;
import dev.godwit.worker.batch.WorkResult;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what came of tasks; used by several threads at the same time. */
public final class Outbox implements AutoCloseable {

  /** Under what name it tells {@link Health}. */
  public static final String COMPONENT = "events";

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final TopicNames topics;
  private final Postman postman;
  private final Health health;
  private final Backoff backoff;

  Outbox(TopicNames topics, Postman postman, Health health, Backoff backoff) {
    this.topics = topics;
    this.postman = postman;
    this.health = health;
    this.backoff = backoff;
    health.up(COMPONENT);
  }

  /** Tells something that is not missed when it gets lost, without waiting for it. */
  void soon(Event event) {
    try {
      postman.drop(Message.of(topics, event));
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(e).log("An event is not sent; it is not missed");
    }
  }

  /**
   * Tells what came of a task, and returns when Kafka has all of it: dead letters first, so that
   * whoever reads the event, which says where they are, finds them. Goes on trying as long as that
   * takes.
   *
   * @throws InterruptedException when the thread was interrupted, because the worker stops; the
   *     task then is not done
   */
  void surely(WorkResult result) throws InterruptedException {
    List<Message> letters = new ArrayList<>();
    for (DeadLetter letter : result.deadLetters()) {
      letters.add(Message.of(topics, letter));
    }
    Offsets written = Offsets.of(deliver(letters));
    if (result.event() instanceof Event.Completed completed && !written.isEmpty()) {
      deliver(List.of(Message.of(topics, completed.withWritten(written))));
    } else if (result.event() != null) {
      deliver(List.of(Message.of(topics, result.event())));
    }
    if (result.reply() != null) {
      deliver(List.of(Message.of(topics, result.reply())));
    }
  }

  @Override
  public void close() {
    postman.close();
  }

  /** Returns the offsets at which they are. */
  private List<Long> deliver(List<Message> messages) throws InterruptedException {
    List<Message> left = messages;
    List<Long> offsets = new ArrayList<>();
    for (int failures = 1; !left.isEmpty(); failures++) {
      Postman.Round round = postman.deliver(left);
      left = round.undelivered();
      offsets.addAll(round.offsets());
      if (left.isEmpty()) {
        health.up(COMPONENT);
        break;
      }
      health.down(
          COMPONENT,
          round.reason(),
          "what was done is told again and again, with pauses of at most %d s"
              .formatted(backoff.cap().toSeconds()));
      Thread.sleep(backoff.pauseAfter(failures, RandomGenerator.getDefault()).toMillis());
    }
    return offsets;
  }
}
