package dev.godwit.worker.consume;

import dev.godwit.boot.TopicFollower;
import dev.godwit.protocol.Event;
import dev.godwit.worker.catalog.Catalog;
import dev.godwit.worker.catalog.KnownMigration;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces this worker's migrations when they are due; to be run every second. */
final class Announcer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final Catalog catalog;
  private final KnownStates states;
  private final BooleanSupplier caughtUp;
  private final Outbox outbox;
  private final String worker;
  private final Clock clock;
  private final Announcements announcements = new Announcements();

  /**
   * One that has not announced anything.
   *
   * @param caughtUp whether the states are as new as they were when the worker began; see {@link
   *     TopicFollower#caughtUp}
   */
  Announcer(
      Catalog catalog,
      KnownStates states,
      BooleanSupplier caughtUp,
      Outbox outbox,
      String worker,
      Clock clock) {
    this.catalog = catalog;
    this.states = states;
    this.caughtUp = caughtUp;
    this.outbox = outbox;
    this.worker = worker;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      Instant now = clock.instant();
      announcements
          .due(
              catalog.all().stream().map(KnownMigration::definition).toList(),
              caughtUp.getAsBoolean() ? states::find : null,
              now)
          .forEach(
              definition -> {
                LOG.atDebug()
                    .addKeyValue("migration", definition.migration())
                    .addKeyValue("version", definition.revision().version())
                    .log("A migration is announced");
                outbox.soon(new Event.Announced(definition, worker, now));
              });
    } catch (RuntimeException e) {
      // Thrown on, it would end the timer.
      LOG.atWarn().setCause(e).log("Migrations could not be announced; they are in a second");
    }
  }
}
