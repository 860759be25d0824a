package dev.godwit.worker.batch;

import java.util.List;

/**
 * A document that was migrated in memory.
 *
 * @param draft the document
 * @param effect what is to become of it
 * @param sideWrites what is to be written elsewhere before
 */
record Planned(Draft draft, Effect effect, List<SideWrite> sideWrites) {

  int index() {
    return draft.index();
  }

  /** The same, after one more write in vain. */
  Planned again() {
    return new Planned(draft.again(draft.image()), effect, List.of());
  }
}
