package dev.godwit.worker.consume;

import dev.godwit.boot.Backoff;
import dev.godwit.boot.Health;
import dev.godwit.boot.Parts;
import dev.godwit.boot.RecordCallback;
import dev.godwit.boot.TopicFollower;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.catalog.Catalog;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Everything of a worker that talks to Kafka, started and stopped together. */
public final class Consuming implements AutoCloseable {

  private static final Duration WORKING_EVERY = Duration.ofSeconds(10);
  private static final Duration ANNOUNCE_TICK = Duration.ofSeconds(1);

  private final Parts parts;

  private Consuming(Parts parts) {
    this.parts = parts;
  }

  /**
   * Begins to take tasks; waits for nothing.
   *
   * @param clients for topics that are there
   * @param catalog what is announced
   * @param work does the tasks
   * @param health told of the components {@code tasks}, {@code events} and the state topic
   * @param listener hears of what is not done
   * @param limits how much at once, and how long stopping may take
   */
  public static Consuming start(
      KafkaClients clients,
      Catalog catalog,
      TaskWork work,
      Health health,
      ConsumeListener listener,
      ConsumeLimits limits) {
    // The tasks keep to their own limit, and must not be cut short for the sake of the others.
    Parts parts = new Parts(limits.stopWithin().multipliedBy(2));
    Clock clock = Clock.systemUTC();
    String worker = clients.worker();
    Postman postman = new Postman(clients::producer);
    Outbox outbox =
        parts.add("events", new Outbox(clients.topics(), postman, health, Backoff.FOR_SERVERS));
    KnownStates states = new KnownStates();
    TopicFollower follower =
        parts.add(
            "state follower",
            TopicFollower.start(
                clients.kafka(), clients.topics().state(), counted(states, listener), health));
    ScheduledExecutorService timer = timer();
    parts.add("timer", timer::shutdownNow);
    Announcer announcer = new Announcer(catalog, states, follower::caughtUp, outbox, worker, clock);
    timer.scheduleWithFixedDelay(announcer, 0, ANNOUNCE_TICK.toMillis(), TimeUnit.MILLISECONDS);
    LifeSigns signs = new LifeSigns(outbox, timer, WORKING_EVERY, worker, clock);
    TaskLoop loop =
        new TaskLoop(
            () -> source(clients, health),
            new TaskRunner(states, work, signs, outbox, listener),
            listener,
            health,
            new TaskLoop.LoopLimits(limits.threads(), limits.forTasks(), Backoff.FOR_SERVERS));
    parts.add("tasks", loop.started());
    return new Consuming(parts);
  }

  @Override
  public void close() {
    parts.close();
  }

  /** What is thrown is logged, and skipped, by whoever follows the topic. */
  private static RecordCallback counted(KnownStates states, ConsumeListener listener) {
    return record -> {
      try {
        states.read(record);
      } catch (RuntimeException e) {
        listener.malformedState();
        throw e;
      }
    };
  }

  private static TaskSource source(KafkaClients clients, Health health) {
    return new GroupTaskSource(
        clients.consumer(), clients.topics().tasks(), () -> health.up(TaskLoop.COMPONENT));
  }

  static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            2,
            task -> {
              Thread thread = new Thread(task, "signs");
              thread.setDaemon(true);
              return thread;
            });
    // Signs of short tasks would wait there for their first time, long after they were closed.
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
