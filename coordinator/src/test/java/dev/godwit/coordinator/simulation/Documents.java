package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The model collection, which knows what a migration may do to its documents. */
final class Documents {

  private final TreeMap<Integer, Doc> byId = new TreeMap<>();
  private long inserted;

  /** Moves on with each insert, so that it tells which documents were there when. */
  long now() {
    return inserted;
  }

  /** The application inserts one, or replaces what is there. */
  void insert(int id, boolean broken) {
    byId.put(id, Doc.fresh(id, ++inserted, broken));
  }

  /** The application writes one. */
  void write(Doc doc) {
    byId.put(doc.id(), doc);
  }

  void delete(int id) {
    byId.remove(id);
  }

  @Nullable Doc find(int id) {
    return byId.get(id);
  }

  Collection<Doc> all() {
    return byId.values();
  }

  /** Everything after the cursor, in order. */
  Collection<Doc> after(@Nullable Cursor cursor) {
    Map<Integer, Doc> rest = cursor == null ? byId : byId.tailMap(Ids.of(cursor), false);
    return rest.values();
  }

  /** Those after one cursor, up to and with the other one. */
  List<Doc> between(@Nullable Cursor from, @Nullable Cursor to, boolean toTheEnd) {
    List<Doc> found = new ArrayList<>();
    for (Doc doc : after(from)) {
      if (toTheEnd || (to != null && doc.id() <= Ids.of(to))) {
        found.add(doc);
      }
    }
    return found;
  }

  /**
   * A worker's write, if the document is still what was read.
   *
   * @return whether it was
   */
  boolean writeIfUnchanged(Task task, Doc read, @Nullable Doc image) {
    if (!read.equals(byId.get(read.id()))) {
      return false;
    }
    write(task, read, image);
    return true;
  }

  /** A worker's write, come what may: only what it changed is written, the rest stays. */
  void write(Task task, Doc read, @Nullable Doc image) {
    Doc before = byId.get(read.id());
    if (before == null) {
      return;
    }
    ModelMigration migration = ModelMigration.named(task.batchId().migration());
    Doc after = image == null ? null : before.with(migration, image.slot(migration));
    Doc right = migration.rightly(before, task.revision().version());
    Promise.REFUSALS_LEAVE_NO_TRACE.check(
        task.kind() == Task.Kind.BATCH || task.kind() == Task.Kind.RETRY, "%s wrote", task);
    Promise.NO_WRITE_IS_LOST.check(
        Objects.equals(after, right),
        "'%s' wrote %s, made of %s, over %s; it should have become %s",
        migration.wireName(),
        after,
        read,
        before,
        right);
    if (after == null) {
      byId.remove(before.id());
    } else {
      byId.put(after.id(), after);
    }
  }
}
