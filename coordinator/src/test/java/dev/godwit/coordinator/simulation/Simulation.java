package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Decider;
import dev.godwit.coordinator.decide.Installation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** One run of everything: a scenario in which anything may go wrong, and then a calm end. */
final class Simulation {

  /** The {@code _id} of documents are below. */
  static final int MAX_ID = 60;

  private static final int WORKERS = 3;

  /** So often a step looks for something to do. */
  private static final int MAX_TRIES = 8;

  private final Scenario scenario;
  private final World world;
  private final ModelCoordinator coordinator;
  private final List<ModelWorker> workers;
  private final Application application;
  private final Person person;

  private Simulation(Scenario scenario, Mutant mutant, Trace trace) {
    this.scenario = scenario;
    // The first numbers of a seed went into the length of the scenario.
    Chance chance = new Chance(~scenario.seed());
    world = new World(Fault.some(chance), trace);
    Decider decider = new Decider(new Installation(Broker.TASK_PARTITIONS, null));
    coordinator =
        new ModelCoordinator(world, mutant.rules(decider::decide), new Oversight(world), chance);
    Craft craft = mutant.craft();
    workers =
        IntStream.rangeClosed(1, WORKERS)
            .mapToObj(number -> new ModelWorker("w" + number, world, craft))
            .toList();
    application = new Application(world);
    person = new Person(world);
    application.fill(chance);
    coordinator.start(Duration.ZERO);
    world.group.rebalance(workers, chance, false);
  }

  /**
   * Runs it to the end.
   *
   * @throws Violation when a promise is broken
   */
  static void run(Scenario scenario, Mutant mutant, Trace trace) {
    Simulation simulation = new Simulation(scenario, mutant, trace);
    simulation.chaos();
    new CalmEnd(
            simulation.world,
            simulation.coordinator,
            simulation.workers,
            simulation.application,
            simulation.person)
        .run();
  }

  private void chaos() {
    List<Move> deck = Move.deck(world, new Chance(scenario.seed()));
    for (int step : scenario.steps()) {
      Chance chance = Chance.ofStep(scenario.seed(), step);
      world.clock.passes(Duration.ofMillis(1));
      int tries = MAX_TRIES;
      while (tries > 0 && !make(chance.pick(deck), chance)) {
        tries--;
      }
    }
  }

  /** Whether there was anything to be done. */
  private boolean make(Move move, Chance chance) {
    return switch (move) {
      case COORDINATOR_READS -> coordinator.read(chance);
      case COORDINATOR_SENDS -> coordinator.deliver(chance);
      case COORDINATOR_COMMITS -> coordinator.commit();
      case COORDINATOR_TICKS -> coordinator.tick();
      case COORDINATOR_STARTS -> coordinator.start(skew(chance));
      case COORDINATOR_CRASHES -> coordinator.crash();
      case COORDINATOR_DIES_LATER -> coordinator.dieLater(chance);
      case WORKER_TAKES -> chance.let(workers, worker -> worker.take(chance));
      case WORKER_WORKS -> chance.let(workers, worker -> worker.work(chance));
      case WORKER_TELLS -> chance.let(workers, worker -> worker.tell(chance.between(1, 4)));
      case WORKER_FOLLOWS -> chance.let(workers, worker -> worker.follow(chance.between(1, 20)));
      case WORKER_RESTARTS -> chance.let(workers, worker -> restart(worker, chance));
      case WORKER_IS_KILLED -> chance.let(workers, ModelWorker::kill);
      case WORKER_STOPS -> chance.let(workers, ModelWorker::stop);
      case WORKER_WAKES_UP -> chance.let(workers, ModelWorker::wakeUp);
      case EDITION_IS_DEPLOYED, MIGRATIONS_ARE_MISSING ->
          chance.let(workers, worker -> worker.kill() && restart(worker, chance));
      case GROUP_LOSES_MEMBERS -> world.group.rebalance(workers, chance, false);
      case GROUP_REBALANCES -> world.group.rebalance(workers, chance, true);
      case TASKS_COME_AGAIN -> world.group.rewind(chance.below(Broker.TASK_PARTITIONS));
      case DATABASE_GOES -> world.databaseGoes(true);
      case DATABASE_COMES_BACK -> world.databaseGoes(false);
      case LETTERS_EXPIRE -> world.broker.expireLetters(chance);
      case TIME_PASSES -> world.clock.passes(Duration.ofMillis(chance.below(2_000)));
      case LONG_TIME_PASSES -> world.clock.passes(Duration.ofSeconds(chance.between(5, 60)));
      case APPLICATION_WRITES -> application.write(chance);
      case PERSON_ASKS -> person.sendAny(chance);
    };
  }

  private Duration skew(Chance chance) {
    boolean skewed = world.happens(Fault.CLOCK_SKEW, chance, 2);
    return Duration.ofMillis(skewed ? chance.below(5_000) : 0);
  }

  private boolean restart(ModelWorker worker, Chance chance) {
    int edition = world.mayHappen(Fault.OTHER_EDITION) ? chance.between(1, 2) : 1;
    Set<ModelMigration> missing = EnumSet.noneOf(ModelMigration.class);
    if (world.happens(Fault.UNKNOWN_MIGRATION, chance, 3)) {
      missing.addAll(chance.some(List.of(ModelMigration.values())));
    }
    return worker.restart(edition, missing);
  }
}
