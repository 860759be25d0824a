package dev.godwit.local.e2e;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * A migration that writes down which documents it saw how often, and can be held before any of
 * them.
 */
final class Steps implements Migration {

  private final MigrationSpec spec;
  private final Map<Object, Integer> visits = new ConcurrentHashMap<>();
  private final Map<Object, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final Map<Object, CountDownLatch> reached = new ConcurrentHashMap<>();
  private volatile Object poison = new Object();

  private Steps(MigrationSpec spec) {
    this.spec = spec;
  }

  static Steps of(String name, String collection, int batchSize) {
    return new Steps(MigrationSpec.named(name).on(collection).batchSize(batchSize).build());
  }

  /** Holds the work before this document until {@link #open}. */
  Steps heldBefore(Object id) {
    gates.put(id, new CountDownLatch(1));
    reached.put(id, new CountDownLatch(1));
    return this;
  }

  /** Throws at this document. */
  Steps failingAt(Object id) {
    poison = id;
    return this;
  }

  void mend() {
    poison = new Object();
  }

  void open(Object id) {
    gates.get(id).countDown();
  }

  void awaitReached(Object id) throws InterruptedException {
    if (!reached.get(id).await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("document " + id + " was not reached within 30 s");
    }
  }

  /** How often each document was handed in. */
  Map<Object, Integer> visits() {
    return Collections.unmodifiableMap(visits);
  }

  @Override
  public MigrationSpec spec() {
    return spec;
  }

  @Override
  public Change migrateOne(Document document, MigrationContext context) throws Exception {
    // Maps take no null, which is a legal _id.
    Object id = Objects.requireNonNullElse(document.get("_id"), "null");
    CountDownLatch gate = gates.get(id);
    if (gate != null && !context.isDryRun()) {
      reached.get(id).countDown();
      if (!gate.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the gate before document " + id + " was not opened");
      }
    }
    if (id.equals(poison)) {
      throw new IllegalStateException("document " + id + " is poisonous");
    }
    if (!context.isDryRun()) {
      visits.merge(id, 1, Integer::sum);
    }
    return Change.set("seenBy", spec.name());
  }
}
