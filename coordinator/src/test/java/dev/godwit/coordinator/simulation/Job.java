package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One task in the hands of one worker, which may lose it between any two steps. */
final class Job {

  private enum Phase {
    BEGIN,
    READ,
    WRITE,
    TOLD,
    OVER
  }

  private final ModelWorker worker;
  private final String name;
  private final World world;
  private final Craft craft;
  private final ConsumerGroup.Delivered delivered;
  private final Task task;

  private Phase phase = Phase.BEGIN;
  private @Nullable PageWork page;
  private int unacknowledged;

  Job(
      ModelWorker worker,
      String name,
      World world,
      Craft craft,
      ConsumerGroup.Delivered delivered) {
    this.worker = worker;
    this.name = name;
    this.world = world;
    this.craft = craft;
    this.delivered = delivered;
    this.task = delivered.task();
  }

  boolean holds(int partition) {
    return delivered.partition() == partition && world.group.isCurrent(delivered);
  }

  boolean isOver() {
    return phase == Phase.OVER;
  }

  /** Whether anything moved. */
  boolean step(Chance chance) {
    switch (phase) {
      case BEGIN -> begin(chance);
      case READ -> read(chance);
      case WRITE -> write(chance);
      case TOLD -> {
        if (unacknowledged > 0) {
          return false;
        }
        world.group.commit(delivered);
        phase = Phase.OVER;
      }
      case OVER -> throw new IllegalStateException("over");
    }
    return true;
  }

  private void begin(Chance chance) {
    State cached = worker.cached(task.batchId().migration());
    String objection = worker.objection(task);
    boolean isDryRun = task.kind() == Task.Kind.DRY_RUN;
    if (!isDryRun && cached != null && craft.isStale(task, cached)) {
      world.trace(name, "drops %s as stale", task.batchId());
      phase = Phase.TOLD;
    } else if (objection != null) {
      tell(chance, new Event.Declined(origin(), objection, isDryRun ? task : null));
    } else {
      sign(chance, new Event.Taken(origin()));
      phase = Phase.READ;
    }
  }

  private void read(Chance chance) {
    if (trouble(chance)) {
      return;
    }
    if (task.kind() == Task.Kind.PREPARE) {
      tell(chance, new Event.Prepared(origin(), (long) world.documents.all().size(), null));
      return;
    }
    Offsets letters = task.page().letters();
    long kept = world.broker.lettersKeptFrom;
    if (letters != null && letters.first() < kept) {
      long end = world.broker.deadLetters.size();
      tell(chance, new Event.LettersGone(origin(), letters.first(), kept, end));
      return;
    }
    page = new PageWork(task, name, world, craft);
    page.read(chance);
    if (page.isTooLarge()) {
      fail(chance, FailureKind.PAGE, "the page is too large");
    } else if (page.isDeadly() && chance.oneIn(2)) {
      worker.kill();
    } else {
      phase = Phase.WRITE;
    }
  }

  private void write(Chance chance) {
    PageWork current = Objects.requireNonNull(page);
    if (trouble(chance)) {
      return;
    }
    if (current.step(chance)) {
      if (chance.oneIn(4)) {
        sign(chance, new Event.Working(origin(), 0));
      }
    } else if (task.dryRun() != null) {
      send(() -> world.broker.reply(current.answer()));
      phase = Phase.TOLD;
    } else {
      List<Long> written = new ArrayList<>();
      for (Integer id : craft.keepsWhatItSkips() ? current.skipped() : Set.<Integer>of()) {
        send(
            () -> {
              written.add((long) world.broker.deadLetters.size());
              world.broker.deadLetters.add(new Letter(task.batchId(), id));
            });
      }
      Event.Completed completed = current.completed(origin());
      Offsets[] told = new Offsets[1];
      tell(
          chance,
          completed,
          () -> {
            // The same when it is told twice.
            told[0] = told[0] == null ? craft.letters(world.broker, task, written) : told[0];
            return completed.withWritten(told[0]);
          });
    }
  }

  /** Whether the batch fails as a whole. */
  private boolean trouble(Chance chance) {
    if (world.databaseIsAway) {
      fail(chance, FailureKind.OUTAGE, "the database is away");
    } else if (world.happens(Fault.PAGE_FAILURE, chance, 60)) {
      boolean hopeless = chance.oneIn(10);
      fail(chance, hopeless ? FailureKind.PERMANENT : FailureKind.PAGE, "the page failed");
    } else {
      return false;
    }
    return true;
  }

  /** A dry run that fails is answered like one that does not. */
  private void fail(Chance chance, FailureKind kind, String message) {
    if (task.dryRun() == null) {
      tell(chance, new Event.Failed(origin(), kind, message));
    } else {
      PageWork nothing = new PageWork(task, name, world, craft);
      send(() -> world.broker.reply(nothing.answer()));
      phase = Phase.TOLD;
    }
  }

  private Event.Origin origin() {
    return new Event.Origin(task.batchId(), task.attempt(), name, world.clock.now());
  }

  /** The task is committed only after this has arrived. */
  private void tell(Chance chance, Event event) {
    tell(chance, event, () -> event);
  }

  private void tell(Chance chance, Event event, Supplier<Event> asItArrives) {
    world.trace(name, "tells %s", event);
    int times = world.happens(Fault.DUPLICATE_EVENT, chance, 8) ? 2 : 1;
    for (int i = 0; i < times; i++) {
      send(() -> world.broker.events.add(asItArrives.get()));
    }
    phase = Phase.TOLD;
  }

  private void send(Runnable arrival) {
    unacknowledged++;
    worker.send(
        () -> {
          arrival.run();
          unacknowledged--;
        });
  }

  /** Nobody waits for it. */
  private void sign(Chance chance, Event event) {
    if (!world.happens(Fault.LOST_SIGN, chance, 2)) {
      worker.send(() -> world.broker.events.add(event));
    }
  }
}
