package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs are killed in the middle of migrations while an application changes the documents;
 * {@code local/README.md} says how to run many rounds, or one again.
 */
class KillingIT {

  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final int DOCUMENTS = 50_000;

  /** Those that a round begins with; the other one starts somewhere in the middle. */
  private static final List<String> EARLY = List.of("code", "label");

  /** How many pages there are at most between a recovery and the next fault. */
  private static final int MOST_PAGES = 10;

  /** It takes a third of it at most, unless the machine is very busy. */
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private static final boolean THOROUGH = Boolean.getBoolean("godwit.thorough");
  private static final int ROUNDS = Integer.getInteger("godwit.rounds", THOROUGH ? 2 : 1);

  /** How many faults; a single round is a short one. */
  private static final int IN_A_ROUND = ROUNDS == 1 ? 2 : 4;

  private static final long SEED = Long.getLong("godwit.seed", System.nanoTime());

  /** Goes on: what was asked for before the fault may still land, one more cannot. */
  private static final int BATCHES_FURTHER = 2;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory = Path.of("unused");

  private final Random random = new Random(SEED);
  private final long begun = System.nanoTime();
  private final Figures figures = new Figures();

  @Test
  void everyDocumentIsMigratedOnceAndNothingOfTheApplicationIsLost() throws Exception {
    // given
    System.out.printf("seed of the kills: %d, logs of a failure: %s%n", SEED, directory);
    try (Programs programs = Programs.start(directory, MONGO.connectionString());
        Observer observer =
            new Observer(programs.bootstrapServers(), new TopicNames(Programs.PREFIX))) {
      Deque<Fault> deck = new ArrayDeque<>();
      for (int round = 1; round <= ROUNDS; round++) {
        List<Fault> faults = deal(deck);
        say("round %d: %s", round, faults);

        // then
        round(programs, observer, round, faults);
      }
    } finally {
      System.out.println(figures);
    }
  }

  /** In two rounds everything happens once: to a worker, to another, to a worker again… */
  private List<Fault> deal(Deque<Fault> deck) {
    if (deck.isEmpty()) {
      List<Fault> others = shuffled(Fault.OF_OTHERS);
      List<Fault> workers = shuffled(Fault.OF_WORKERS);
      for (int i = 0; i < others.size(); i++) {
        deck.add(others.get(i));
        if (i < workers.size()) {
          deck.add(workers.get(i));
        }
      }
    }
    return Stream.generate(deck::poll).limit(Math.min(deck.size(), IN_A_ROUND)).toList();
  }

  private List<Fault> shuffled(List<Fault> faults) {
    List<Fault> shuffled = new ArrayList<>(faults);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private void round(Programs programs, Observer observer, int round, List<Fault> faults)
      throws Exception {
    Things things = Things.in(MONGO.database().getCollection(MovedUp.COLLECTION), DOCUMENTS);
    soon(() -> Things.MIGRATIONS.forEach(name -> assertThat(observer.state(name)).isPresent()));
    try (Clicking application =
        new Clicking(
            things, () -> (int) observer.processed("code"), new Random(random.nextLong()))) {
      programs.brake(true);
      EARLY.forEach(name -> start(observer, name, round));
      int late = random.nextInt(faults.size());
      for (int i = 0; i < faults.size(); i++) {
        faults.get(i).awaitVictims(programs);
        awaitMoment(observer);
        if (i == late) {
          start(observer, "declared", round);
        }
        strike(programs, observer, faults.get(i));
      }
      programs.brake(false);
      say("the rest of round %d", round);
      for (String name : Things.MIGRATIONS) {
        soon(() -> assertThat(observer.state(name)).map(State::status).contains(Status.COMPLETED));
      }
      say("round %d is over", round);
      things.assertMigratedOnce(application.stop());
      things.assertCounted(observer, faults.size());
    }
  }

  private static void start(Observer observer, String name, int round) {
    observer.send("{'command':'start','migration':'%s','reset':true}".formatted(name));
    soon(() -> assertThat(observer.state(name)).map(State::run).contains(round));
  }

  /** Some pages later, and then anywhere in a page. */
  private void awaitMoment(Observer observer) {
    String name = observer.slowest(EARLY);
    long batch = observer.batch(name) + 1 + random.nextInt(MOST_PAGES);
    soon(
        () -> {
          if (observer.isRunning(name)) {
            assertThat(observer.batch(name)).isGreaterThanOrEqualTo(batch);
          }
        });
    LockSupport.parkNanos(random.nextInt((int) TimeUnit.MILLISECONDS.toNanos(200)));
  }

  private void strike(Programs programs, Observer observer, Fault fault) throws Exception {
    List<String> running = Things.MIGRATIONS.stream().filter(observer::isRunning).toList();
    assertThat(running).as("running when %s", fault).isNotEmpty();
    List<Long> before = running.stream().map(observer::batch).toList();
    String worker = observer.taker(observer.slowest(EARLY));
    long struck = System.nanoTime();
    Fault.Repair repair = fault.inflict(programs, worker);
    long inflicted = System.nanoTime();
    within(
        RECOVERY,
        () -> {
          for (int i = 0; i < running.size(); i++) {
            String name = running.get(i);
            if (observer.isRunning(name)) {
              assertThat(observer.batch(name))
                  .as("batch of %s after %s", name, fault)
                  .isGreaterThanOrEqualTo(before.get(i) + BATCHES_FURTHER);
            }
          }
        });
    long recovered = millis(System.nanoTime() - struck);
    figures.add(fault, recovered);
    say(
        "%s of %s, running %s: took %d ms, everything went on after %d ms",
        fault, worker, running, millis(inflicted - struck), recovered);
    repair.repair();
  }

  private void say(String what, Object... about) {
    System.out.printf("%6d ms  %s%n", millis(System.nanoTime() - begun), what.formatted(about));
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static void soon(ThrowingRunnable assertion) {
    within(Duration.ofSeconds(90), assertion);
  }

  private static void within(Duration atMost, ThrowingRunnable assertion) {
    await().atMost(atMost).pollInterval(Duration.ofMillis(10)).untilAsserted(assertion);
  }
}
