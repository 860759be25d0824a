package dev.godwit.cli;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.Parameter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * A migration that gives every document a plan, and stops before one of them until it may go on.
 */
final class Gated implements Migration {

  private final String name;
  private final int gateBefore;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private volatile int poison = -1;

  private Gated(String name, int gateBefore) {
    this.name = name;
    this.gateBefore = gateBefore;
  }

  static Gated never(String name) {
    return new Gated(name, -1);
  }

  static Gated before(String name, int id) {
    return new Gated(name, id);
  }

  /** Throws at this document from now on; at none with -1. */
  void poison(int id) {
    poison = id;
  }

  void awaitReached() throws InterruptedException {
    if (!reached.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("document " + gateBefore + " was not reached");
    }
  }

  void open() {
    gate.countDown();
  }

  @Override
  public MigrationSpec spec() {
    return MigrationSpec.named(name)
        .on("teams")
        .describedAs("every team has a plan")
        .batchSize(10)
        .parameters(Parameter.string("plan").withDefault("basic"))
        .build();
  }

  @Override
  public Change migrateOne(Document team, MigrationContext context) throws Exception {
    int id = team.getInteger("_id");
    if (id == gateBefore && !context.isDryRun()) {
      reached.countDown();
      if (!gate.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the gate was not opened");
      }
    }
    if (id == poison) {
      throw new IllegalStateException("team " + id + " is poisonous");
    }
    return Change.set(name, context.parameter("plan", String.class).orElseThrow());
  }
}
