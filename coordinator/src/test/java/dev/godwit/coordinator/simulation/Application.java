package dev.godwit.coordinator.simulation;

import java.util.List;

/** The application, which goes on working with the documents. */
final class Application {

  /** Far apart, so that nothing that a migration makes of one looks like another. */
  private static final int STEP = 1000;

  private static final Doc NOBODY = Doc.fresh(-1, 0, false);

  private final World world;
  private int written;

  Application(World world) {
    this.world = world;
  }

  /** The documents that are there at first. */
  void fill(Chance chance) {
    int documents = chance.between(0, 24);
    for (int i = 0; i < documents; i++) {
      insert(chance);
      change(chance);
    }
  }

  boolean write(Chance chance) {
    switch (chance.below(8)) {
      case 0 -> insert(chance);
      case 1 -> delete(any(chance));
      default -> change(chance);
    }
    return true;
  }

  /** Nothing is broken any more. */
  void mendAll() {
    List.copyOf(world.documents.all()).forEach(doc -> world.documents.write(doc.withBroken(false)));
  }

  private void insert(Chance chance) {
    int id = chance.below(Simulation.MAX_ID);
    world.documents.insert(id, chance.oneIn(8));
    world.trace("application", "inserts %s", world.documents.find(id));
  }

  private void delete(Doc doc) {
    world.documents.delete(doc.id());
    world.trace("application", "deletes %s", doc);
  }

  private void change(Chance chance) {
    PageWork page = chance.oneIn(2) ? null : world.lastPage;
    Doc doc = page == null ? any(chance) : oneOf(page, chance);
    if (doc.id() >= 0) {
      List<ModelMigration> fields =
          page == null ? List.of(ModelMigration.values()) : List.of(page.migration());
      ModelMigration field = chance.pick(fields);
      Doc.Slot slot = doc.slot(field);
      Doc changed =
          switch (chance.below(8)) {
            case 0 -> doc.withBroken(!doc.broken());
            case 1, 2 -> doc.with(field, new Doc.Slot(ModelMigration.MARK, slot.version()));
            default -> doc.with(field, new Doc.Slot(++written * STEP, slot.version()));
          };
      world.documents.write(changed);
      world.trace("application", "changes %s to %s", doc, changed);
    }
  }

  /** As it is now, unless it is gone. */
  private Doc oneOf(PageWork page, Chance chance) {
    Doc read = page.documents().isEmpty() ? NOBODY : chance.pick(page.documents());
    Doc current = world.documents.find(read.id());
    return current == null ? NOBODY : current;
  }

  private Doc any(Chance chance) {
    List<Doc> all = List.copyOf(world.documents.all());
    return all.isEmpty() ? NOBODY : chance.pick(all);
  }
}
