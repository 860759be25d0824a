package dev.godwit.local.faults;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.bson.Document;

/** An application that goes on counting clicks up while the documents are migrated. */
final class Clicking implements AutoCloseable {

  /**
   * Where it clicks every other time: about where a migration is; past the end it goes on at the
   * beginning.
   */
  private static final int NEAR = 2 * MovedUp.PAGE;

  private static final long PAUSE_NANOS = 1_000_000;

  private final MongoCollection<Document> things;
  private final IntSupplier where;
  private final Random random;
  private final long[] clicks;
  private final Thread thread = new Thread(this::click, "clicking");
  private volatile boolean stopped;

  Clicking(Things things, IntSupplier where, Random random) {
    this.things = things.collection();
    this.where = where;
    this.random = random;
    this.clicks = new long[things.count()];
    thread.start();
  }

  /** Stops, and returns how often each document was clicked. */
  long[] stop() throws InterruptedException {
    stopped = true;
    thread.join();
    return clicks;
  }

  @Override
  public void close() {
    stopped = true;
  }

  private void click() {
    while (!stopped) {
      int id =
          random.nextBoolean()
              ? random.nextInt(clicks.length)
              : (where.getAsInt() + random.nextInt(NEAR)) % clicks.length;
      things.updateOne(
          Filters.eq(id),
          Updates.combine(Updates.inc("clicks", 1L), Updates.set("last", clicks[id])));
      clicks[id]++;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
