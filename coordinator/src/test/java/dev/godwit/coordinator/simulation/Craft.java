package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How workers do what is easily done wrong; mutants get one of these wrong. */
interface Craft {

  /** As it is to be done. */
  Craft RIGHT = new Craft() {};

  /** Whether a task is dropped: only for a newer run or batch, since the cache may be behind. */
  default boolean isStale(Task task, State cached) {
    if (cached.run() != task.batchId().run()) {
      return cached.run() > task.batchId().run();
    }
    return cached.progress().segments().stream()
        .filter(segment -> segment.id() == task.batchId().segment())
        .mapToLong(Segment::batch)
        .anyMatch(batch -> batch > task.batchId().batch());
  }

  /** Whether a document is to be migrated at all; asked again when it has changed. */
  default boolean wants(ModelMigration migration, Doc doc, int version) {
    return migration.wants(doc, version);
  }

  /** Whether a page was the last one. */
  default boolean isDone(boolean exhausted, boolean cutShort) {
    return exhausted && !cutShort;
  }

  /** Writes what was made of what was read; false when the document has changed meanwhile. */
  default boolean write(Documents documents, Task task, Doc read, @Nullable Doc image) {
    return documents.writeIfUnchanged(task, read, image);
  }

  /** Where the cursor stands when a document stops the run. */
  default @Nullable Integer cursorBefore(Doc failing, @Nullable Integer lastDone) {
    return lastDone;
  }

  /** Whether what is skipped goes to the dead letters. */
  default boolean keepsWhatItSkips() {
    return true;
  }

  /** Which letters are told of: those that were written for this very page. */
  default Offsets letters(Broker broker, Task task, List<Long> written) {
    return Offsets.of(written);
  }

  /** Whether a dry run leaves documents alone. */
  default boolean triesWithoutWriting() {
    return true;
  }
}
