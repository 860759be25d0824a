package dev.godwit.worker.consume;

import dev.godwit.boot.Health;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Task;
import dev.godwit.worker.batch.TaskWork;
import dev.godwit.worker.batch.WorkResult;
import dev.godwit.worker.catalog.MigrationCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A worker whose batches last until it is told to let them end. */
final class WorkerStub implements AutoCloseable {

  private final Health health = new Health(Clock.systemUTC(), (before, now, next) -> {});
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<Task> begun = new CopyOnWriteArrayList<>();
  private final List<Task> ended = new CopyOnWriteArrayList<>();
  private final Counted counted = new Counted();
  private final Answers answers;
  private final Consuming consuming;

  WorkerStub(KafkaClients clients) {
    this(clients, new ConsumeLimits(8, Duration.ofSeconds(20)));
  }

  WorkerStub(KafkaClients clients, ConsumeLimits limits) {
    answers = new Answers(clients.worker(), Clock.systemUTC());
    consuming =
        Consuming.start(
            clients, MigrationCatalog.load(null, List.of()), work(), health, counted, limits);
  }

  boolean isReady() {
    return health.isReady();
  }

  /** Lets all batches end, those under way and those to come. */
  WorkerStub letGo() {
    go.countDown();
    return this;
  }

  List<Task> begun() {
    return begun;
  }

  List<Task> ended() {
    return ended;
  }

  List<String> heard() {
    return counted.heard;
  }

  @Override
  public void close() {
    consuming.close();
  }

  private TaskWork work() {
    return (task, signs) -> {
      begun.add(task);
      signs.documentsDone(0);
      go.await();
      ended.add(task);
      return WorkResult.of(
          new Event.Completed(
              answers.origin(task),
              new Event.Span(null, null, false),
              Counts.ZERO,
              null,
              Event.Timing.NONE));
    };
  }

  private static final class Counted implements ConsumeListener {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void malformed() {
      heard.add("malformed");
    }

    @Override
    public void dropped(Task task) {
      heard.add("dropped " + task.batchId().batch());
    }

    @Override
    public void inFlight(int tasks) {}

    @Override
    public void broken(String reason) {
      heard.add("broken: " + reason);
    }
  }
}
