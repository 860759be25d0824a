package dev.godwit.coordinator.simulation;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DryRunRequest;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.OffsetRange;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/** One page: read at once, then migrated and written document by document. */
final class PageWork {

  private final Task task;
  private final World world;
  private final Craft craft;
  private final ModelMigration migration;
  private final int version;
  private final PageLog log;
  private final Tally tally = new Tally();
  private final List<Doc> page = new ArrayList<>();

  private int at;
  private @Nullable Integer lastDone;
  private @Nullable Integer end;
  private boolean done;
  private @Nullable Doc failing;
  private @Nullable OffsetRange tried;

  /** What was sent for the current document, when it is not known whether it was written. */
  private @Nullable Sent sent;

  private record Sent(@Nullable Doc image) {}

  PageWork(Task task, String name, World world, Craft craft) {
    this.task = task;
    this.world = world;
    this.craft = craft;
    this.migration = ModelMigration.named(task.batchId().migration());
    this.version = task.revision().version();
    this.log = new PageLog(migration, version);
    if (task.kind() == Task.Kind.BATCH || task.kind() == Task.Kind.RETRY) {
      world.pages.put(name, log);
    }
  }

  /** What no document has is not read: as many as fit the page, or as the time allows. */
  void read(Chance chance) {
    boolean cutShort = world.happens(Fault.SHORT_PAGE, chance, 3);
    int looksAt = cutShort ? chance.between(1, 5) : Integer.MAX_VALUE;
    world.lastPage = this;
    Offsets letters = task.page().letters();
    if (letters != null) {
      readLetters(letters, looksAt);
      return;
    }
    boolean exhausted = true;
    for (Doc doc : world.documents.after(task.page().range().cursor())) {
      if (looksAt-- == 0 || page.size() == task.page().batchSize()) {
        exhausted = false;
        break;
      }
      if (craft.wants(migration, doc, version)) {
        page.add(doc);
      } else {
        log.sawLast(doc);
      }
      end = doc.id();
    }
    done = craft.isDone(exhausted, cutShort);
  }

  /** Each document once, by its latest letter, as many as the time allows. */
  private void readLetters(Offsets letters, int atMost) {
    BatchId id = task.batchId();
    Map<Integer, Long> latest = new LinkedHashMap<>();
    for (long offset = letters.first(); offset <= letters.last(); offset++) {
      Letter letter = world.broker.deadLetters.get((int) offset);
      if (letters.contains(offset) && letter.isOf(id.migration(), id.run())) {
        latest.remove(letter.documentId());
        latest.put(letter.documentId(), offset);
      }
    }
    int looksAt = atMost;
    long last = letters.last();
    for (Map.Entry<Integer, Long> letter : latest.entrySet()) {
      if (looksAt-- == 0) {
        last = letter.getValue() - 1;
        break;
      }
      Doc doc = world.documents.find(letter.getKey());
      if (doc == null) {
        tally.vanished++;
      } else if (craft.wants(migration, doc, version)) {
        page.add(doc);
      } else {
        unmatched(doc);
      }
    }
    tried = new OffsetRange(letters.first(), last);
  }

  /** One that does not match any more needs nothing. */
  private void unmatched(Doc doc) {
    log.sawLast(doc);
    tally.unchanged++;
  }

  /** Whether the server refuses it as a whole; smaller pages have fewer of these. */
  boolean isTooLarge() {
    return world.mayHappen(Fault.LARGE_DOCUMENTS)
        && page.stream().filter(doc -> doc.id() % 4 == 0).count() > 1;
  }

  /** Whether it may take all the memory that its worker has. */
  boolean isDeadly() {
    return world.mayHappen(Fault.DEADLY_DOCUMENTS)
        && page.stream().filter(doc -> doc.id() % 4 == 1).count() > 1;
  }

  ModelMigration migration() {
    return migration;
  }

  /** The documents as they were read. */
  List<Doc> documents() {
    return page;
  }

  /** One document, or one more look at it; false when the page is over. */
  boolean step(Chance chance) {
    if (failing != null || at == page.size()) {
      return false;
    }
    Doc read = page.get(at);
    if (sent != null) {
      lookAgain(read, sent);
    } else if (!craft.wants(migration, read, version)) {
      unchanged(read);
    } else if (migration.failsFor(read)) {
      fails(read);
    } else {
      write(chance, read, migration.migrate(read, version));
    }
    return true;
  }

  private void write(Chance chance, Doc read, @Nullable Doc image) {
    boolean dry = task.kind() == Task.Kind.DRY_RUN && craft.triesWithoutWriting();
    if (read.equals(image)) {
      unchanged(read);
    } else if (dry) {
      changed(image);
    } else {
      boolean written = craft.write(world.documents, task, read, image);
      logged(world.documents.find(read.id()));
      if (world.happens(Fault.LOST_ANSWER, chance, 6) || !written) {
        sent = new Sent(image);
      } else {
        changed(image);
      }
    }
  }

  /** It was not written, or nobody knows. */
  private void lookAgain(Doc read, Sent what) {
    sent = null;
    Doc current = world.documents.find(read.id());
    if (current == null && what.image() != null) {
      tally.vanished++;
      next(read);
    } else if (Objects.equals(current, what.image())) {
      logged(current);
      changed(current);
    } else if (current != null) {
      tally.conflicts += current.equals(read) ? 0 : 1;
      page.set(at, current);
    }
  }

  private void unchanged(Doc doc) {
    log.sawLast(doc);
    tally.unchanged++;
    next(doc);
  }

  private void logged(@Nullable Doc doc) {
    if (doc != null) {
      log.sawLast(doc);
    }
  }

  private void changed(@Nullable Doc image) {
    if (image == null) {
      tally.deleted++;
    } else {
      tally.updated++;
    }
    next(page.get(at));
  }

  private void fails(Doc doc) {
    if (task.page().onError() == OnError.SKIP) {
      log.skipped(doc);
      tally.failed++;
      next(doc);
    } else {
      failing = doc;
    }
  }

  private void next(Doc doc) {
    lastDone = doc.id();
    at++;
  }

  Set<Integer> skipped() {
    return log.skipped();
  }

  Event.Completed completed(Event.Origin origin) {
    Cursor from = task.page().range().cursor();
    if (tried != null) {
      Event.Span span = new Event.Span(from, from, false);
      Event.Letters letters = new Event.Letters(Offsets.NONE, tried);
      return new Event.Completed(origin, span, tally.counts(), null, Event.Timing.NONE, letters);
    }
    Integer reached = failing == null ? end : craft.cursorBefore(failing, lastDone);
    Cursor cursor = reached == null ? from : Ids.cursor(reached);
    return new Event.Completed(
        origin,
        new Event.Span(from, cursor, failing == null && done),
        tally.counts(),
        failing == null ? null : failure(failing),
        Event.Timing.NONE);
  }

  private Failure failure(Doc doc) {
    return new Failure(
        "it is broken", new BsonInt32(doc.id()), task.batchId().batch(), world.clock.now());
  }

  /** What a dry run found. */
  Reply answer() {
    DryRunRequest request = Objects.requireNonNull(task.dryRun());
    return new Reply(
        "start", request.commandId(), migration.wireName(), true, "", world.clock.now(), null);
  }
}
