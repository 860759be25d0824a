package dev.godwit.coordinator.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A document of the model collection.
 *
 * @param id its {@code _id}
 * @param since when it was inserted, as the collection counts; no worker can see it
 * @param broken whether strict migrations cannot make sense of it
 * @param slots one field, and one version field, for each migration
 */
record Doc(int id, long since, boolean broken, List<Slot> slots) {

  /**
   * What one migration and the application write.
   *
   * @param value 0 when it is not there
   * @param version 0 when it is not there
   */
  record Slot(int value, int version) {
    static final Slot EMPTY = new Slot(0, 0);
  }

  Doc {
    slots = List.copyOf(slots);
  }

  static Doc fresh(int id, long since, boolean broken) {
    int slots = ModelMigration.values().length;
    return new Doc(id, since, broken, Collections.nCopies(slots, Slot.EMPTY));
  }

  Slot slot(ModelMigration migration) {
    return slots.get(migration.ordinal());
  }

  Doc with(ModelMigration migration, Slot slot) {
    List<Slot> changed = new ArrayList<>(slots);
    changed.set(migration.ordinal(), slot);
    return new Doc(id, since, broken, changed);
  }

  Doc withBroken(boolean nowBroken) {
    return new Doc(id, since, nowBroken, slots);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%d%s{".formatted(id, broken ? " broken" : ""));
    String comma = "";
    for (ModelMigration migration : ModelMigration.values()) {
      Slot slot = slot(migration);
      if (!slot.equals(Slot.EMPTY)) {
        String version = slot.version() == 0 ? "" : " v" + slot.version();
        text.append("%s%s %d%s".formatted(comma, migration.wireName(), slot.value(), version));
        comma = ", ";
      }
    }
    return text.append('}').toString();
  }
}
