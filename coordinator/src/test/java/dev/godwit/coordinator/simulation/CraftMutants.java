package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workers that get one thing wrong. */
final class CraftMutants {

  private CraftMutants() {}

  static final Craft WRITES_ARE_NOT_GUARDED =
      new Craft() {
        @Override
        public boolean write(Documents documents, Task task, Doc read, @Nullable Doc image) {
          documents.write(task, read, image);
          return true;
        }
      };

  static final Craft MISSED_WRITES_GO_UNNOTICED =
      new Craft() {
        @Override
        public boolean write(Documents documents, Task task, Doc read, @Nullable Doc image) {
          documents.writeIfUnchanged(task, read, image);
          return true;
        }
      };

  static final Craft VERSIONS_ARE_FORGOTTEN =
      new Craft() {
        @Override
        public boolean wants(ModelMigration migration, Doc doc, int version) {
          return true;
        }
      };

  static final Craft CUT_PAGES_ARE_THE_LAST =
      new Craft() {
        @Override
        public boolean isDone(boolean exhausted, boolean cutShort) {
          return exhausted || cutShort;
        }
      };

  static final Craft THE_CURSOR_PASSES_WHAT_FAILS =
      new Craft() {
        @Override
        public @Nullable Integer cursorBefore(Doc failing, @Nullable Integer lastDone) {
          return failing.id();
        }
      };

  static final Craft CURRENT_TASKS_ARE_DROPPED =
      new Craft() {
        @Override
        public boolean isStale(Task task, State cached) {
          return cached.run() >= task.batchId().run()
              && cached.progress().segments().stream()
                  .mapToLong(Segment::batch)
                  .anyMatch(batch -> batch >= task.batchId().batch());
        }
      };

  static final Craft SKIPPED_DOCUMENTS_ARE_NOT_KEPT =
      new Craft() {
        @Override
        public boolean keepsWhatItSkips() {
          return false;
        }
      };

  static final Craft LETTERS_OF_ANY_ATTEMPT_COUNT =
      new Craft() {
        @Override
        public Offsets letters(Broker broker, Task task, List<Long> written) {
          List<Long> offsets = new ArrayList<>(written);
          for (int offset = 0; offset < broker.deadLetters.size(); offset++) {
            if (broker.deadLetters.get(offset).batchId().equals(task.batchId())) {
              offsets.add((long) offset);
            }
          }
          return Offsets.of(offsets);
        }
      };

  static final Craft DRY_RUNS_WRITE =
      new Craft() {
        @Override
        public boolean triesWithoutWriting() {
          return false;
        }
      };
}
