package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A worker that can be killed, or stopped and woken up, between any two steps. */
final class ModelWorker {

  private static final List<Integer> PARTITIONS =
      IntStream.range(0, Broker.TASK_PARTITIONS).boxed().toList();

  private final String name;
  private final World world;
  private final Craft craft;
  private final Channel<Runnable> outbox = new Channel<>(Runnable::run);
  private final List<Job> jobs = new ArrayList<>();
  private final Set<ModelMigration> unknown = EnumSet.noneOf(ModelMigration.class);

  /** What it has read of the state topic, which may be less than there is. */
  private final Map<String, State> cache = new HashMap<>();

  private int cached;
  private int edition = 1;
  private int jobsBegun;
  private boolean alive = true;
  private boolean stopped;

  ModelWorker(String name, World world, Craft craft) {
    this.name = name;
    this.world = world;
    this.craft = craft;
    announce();
  }

  boolean isWell() {
    return alive && !stopped;
  }

  // what it does

  /** Reads on in the state topic. */
  boolean follow(int atMost) {
    List<State> states = world.broker.states;
    int until = cached + Math.min(atMost, states.size() - cached);
    boolean moves = isWell() && cached < until;
    for (; isWell() && cached < until; cached++) {
      State state = states.get(cached);
      cache.put(state.migration(), state);
    }
    return moves;
  }

  /** Takes the next task of a partition that it is not working on. */
  boolean take(Chance chance) {
    return isWell() && chance.let(PARTITIONS, this::take);
  }

  private boolean take(int partition) {
    boolean busy = jobs.stream().anyMatch(job -> job.holds(partition));
    ConsumerGroup.Delivered delivered = busy ? null : world.group.poll(this, partition);
    if (delivered == null) {
      return false;
    }
    jobs.add(new Job(this, "%s/%d".formatted(name, ++jobsBegun), world, craft, delivered));
    return true;
  }

  /** One step of one of its jobs. */
  boolean work(Chance chance) {
    boolean moves = isWell() && chance.let(jobs, job -> job.step(chance));
    jobs.removeIf(Job::isOver);
    return moves;
  }

  /** What it has sent arrives. */
  boolean tell(int atMost) {
    return isWell() && outbox.deliver(atMost);
  }

  // what its jobs ask of it

  void send(Runnable arrival) {
    outbox.send(arrival);
  }

  /** Why a task is not for this worker; null when it is. */
  @Nullable String objection(Task task) {
    ModelMigration migration = ModelMigration.named(task.batchId().migration());
    if (unknown.contains(migration)) {
      return "%s does not know it".formatted(name);
    }
    int version = task.revision().version();
    return version == edition ? null : "%s knows version %d".formatted(name, edition);
  }

  @Nullable State cached(String migration) {
    return cache.get(migration);
  }

  // what is done to it

  boolean kill() {
    if (!alive) {
      return false;
    }
    world.trace(name, "is killed, with %d jobs", jobs.size());
    alive = false;
    stopped = false;
    jobs.clear();
    outbox.lose();
    cache.clear();
    cached = 0;
    return true;
  }

  boolean restart(int newEdition, Set<ModelMigration> notKnown) {
    if (alive) {
      return false;
    }
    alive = true;
    edition = newEdition;
    unknown.clear();
    unknown.addAll(notKnown);
    world.trace(name, "restarts with edition %d, without %s", edition, unknown);
    world.group.rejoined(this);
    announce();
    return true;
  }

  boolean stop() {
    boolean wasWell = isWell();
    if (wasWell) {
      world.trace(name, "stops, with %d jobs", jobs.size());
      stopped = true;
    }
    return wasWell;
  }

  boolean wakeUp() {
    boolean wasStopped = stopped;
    if (wasStopped) {
      world.trace(name, "wakes up, with %d jobs", jobs.size());
      stopped = false;
    }
    return wasStopped;
  }

  boolean hasEdition(int wanted) {
    return edition == wanted && unknown.isEmpty();
  }

  /** Tells which migrations it knows. */
  void announce() {
    for (ModelMigration migration : ModelMigration.values()) {
      if (!unknown.contains(migration)) {
        Event event = new Event.Announced(migration.definition(edition), name, world.clock.now());
        send(() -> world.broker.events.add(event));
      }
    }
  }
}
