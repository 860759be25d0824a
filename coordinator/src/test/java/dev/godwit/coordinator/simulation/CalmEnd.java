package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Nothing goes wrong any more: everything must come to its end by itself, and be right. */
final class CalmEnd {

  /** The line with which it begins in a trace. */
  static final String BEGINS = "--- nothing goes wrong any more";

  /** The edition that is deployed everywhere in the end. */
  private static final int EDITION = 2;

  private static final int MAX_ROUNDS = 1_000;

  private final World world;
  private final ModelCoordinator coordinator;
  private final List<ModelWorker> workers;
  private final Application application;
  private final Person person;
  private final Chance chance = new Chance(0);

  CalmEnd(
      World world,
      ModelCoordinator coordinator,
      List<ModelWorker> workers,
      Application application,
      Person person) {
    this.world = world;
    this.coordinator = coordinator;
    this.workers = workers;
    this.application = application;
    this.person = person;
  }

  void run() {
    world.trace("", BEGINS);
    mendServers();
    settle();
    moveOldRunsOn();
    EndPromises.everythingIsTold(world, coordinator);

    world.trace("", "--- what was stopped is started");
    startAgain(Status.PENDING, Status.PAUSED, Status.CANCELED, Status.FAILED);
    for (ModelMigration migration : ModelMigration.values()) {
      EndPromises.endedWell(state(migration));
    }

    for (ModelMigration migration : ModelMigration.values()) {
      world.trace("", "--- '%s' runs undisturbed", migration.wireName());
      Undisturbed truth = Undisturbed.of(migration, EDITION, world.documents.all());
      person.restart(migration);
      settle();
      truth.check(state(migration));
    }

    world.trace("", "--- nothing is broken any more");
    application.mendAll();
    startAgain(Status.FAILED);
    retryFailed();
    restart(Status.FAILED, Status.COMPLETED_WITH_FAILURES);
    for (ModelMigration migration : ModelMigration.values()) {
      EndPromises.isMigrated(migration, EDITION, state(migration), world.documents.all());
    }
    EndPromises.everythingIsTold(world, coordinator);
  }

  private void mendServers() {
    world.calmsDown();
    coordinator.liveOn();
    coordinator.start(Duration.ZERO);
    for (ModelWorker worker : workers) {
      worker.wakeUp();
      if (!worker.hasEdition(EDITION)) {
        worker.kill();
      }
      worker.restart(EDITION, EnumSet.noneOf(ModelMigration.class));
      worker.announce();
    }
    world.group.rebalance(workers, chance, false);
  }

  /** A run goes on by the edition that it is of, until a person resumes it by the newest. */
  private void moveOldRunsOn() {
    for (ModelMigration migration : ModelMigration.values()) {
      if (state(migration).status() == Status.RUNNING) {
        person.command("pause", migration);
        person.command("resume", migration);
      }
    }
    settle();
    for (State state : coordinator.all()) {
      Promise.GOES_ON_BY_ITSELF.check(state.status() != Status.RUNNING, "it does not: %s", state);
    }
  }

  private void startAgain(Status... statuses) {
    for (ModelMigration migration : ModelMigration.values()) {
      if (List.of(statuses).contains(state(migration).status())) {
        person.command("start", migration);
      }
    }
    settle();
  }

  /** Unless letters have expired, nothing stays failed. */
  private void retryFailed() {
    for (ModelMigration migration : ModelMigration.values()) {
      if (state(migration).status() == Status.COMPLETED_WITH_FAILURES) {
        person.command("retryFailed", migration);
        settle();
        Promise.EVERY_DOCUMENT_IS_MIGRATED.check(
            state(migration).status() == Status.COMPLETED || world.broker.lettersKeptFrom > 0,
            "after its failed documents were mended and tried again, [%s]",
            state(migration));
      }
    }
  }

  private void restart(Status... statuses) {
    for (ModelMigration migration : ModelMigration.values()) {
      if (List.of(statuses).contains(state(migration).status())) {
        person.restart(migration);
      }
    }
    settle();
  }

  private State state(ModelMigration migration) {
    return coordinator.find(migration.wireName()).orElseThrow();
  }

  /** Until nothing moves and nothing is waited for. */
  private void settle() {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (!everybodyMoves()) {
        Optional<Instant> due = nextDue();
        if (due.isEmpty()) {
          return;
        }
        world.clock.passesUntil(due.get());
        // Its clock may be behind.
        world.clock.passes(Duration.ofSeconds(1));
        coordinator.tick();
      }
    }
    throw Promise.GOES_ON_BY_ITSELF.broken(
        "after %d rounds things still move, as %s",
        MAX_ROUNDS,
        coordinator.all().stream()
            .filter(state -> state.status() == Status.RUNNING)
            .findFirst()
            .orElse(null));
  }

  private boolean everybodyMoves() {
    boolean moves = false;
    while (coordinator.read(chance)) {
      moves = true;
    }
    coordinator.commit();
    for (ModelWorker worker : workers) {
      moves |= worker.follow(Integer.MAX_VALUE);
      while (worker.take(chance)) {
        moves = true;
      }
      while (worker.work(chance)) {
        moves = true;
      }
      moves |= worker.tell(Integer.MAX_VALUE);
    }
    return moves;
  }

  /** When the next thing happens by itself, but for runs of editions that nobody has any more. */
  private Optional<Instant> nextDue() {
    return coordinator.all().stream()
        .filter(state -> state.status() == Status.RUNNING)
        .filter(state -> state.definition().revision().version() == EDITION)
        .flatMap(state -> state.progress().segments().stream())
        .map(Segment::delivery)
        .filter(Objects::nonNull)
        .map(Delivery::dueAt)
        .min(Instant::compareTo);
  }
}
