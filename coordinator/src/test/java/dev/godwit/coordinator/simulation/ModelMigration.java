package dev.godwit.coordinator.simulation;

import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Revision;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The migrations of the simulation, one of each kind. */
enum ModelMigration {
  /** Idempotent code: sets what is missing. */
  PLAN(new Defaults(4, OnError.FAIL, null)),

  /** Not idempotent: adds one, and sets the version field in the same write. */
  BALANCE(new Defaults(3, OnError.FAIL, null)) {
    @Override
    boolean wants(Doc doc, int version) {
      return doc.slot(this).version() < version;
    }

    @Override
    @Nullable Doc migrate(Doc doc, int version) {
      return doc.with(this, new Doc.Slot(doc.slot(this).value() + 1, version));
    }
  },

  /** Stops at a broken document. */
  STRICT(new Defaults(4, OnError.FAIL, null)) {
    @Override
    boolean failsFor(Doc doc) {
      return doc.broken();
    }
  },

  /** Skips broken documents, as long as there are not too many. */
  LENIENT(new Defaults(5, OnError.SKIP, MaxFailures.count(4))) {
    @Override
    boolean failsFor(Doc doc) {
      return doc.broken();
    }
  },

  /** Deletes what the application has marked. */
  CLEANUP(new Defaults(5, OnError.FAIL, null)) {
    @Override
    @Nullable Doc migrate(Doc doc, int version) {
      return doc.slot(this).value() == MARK ? null : doc;
    }
  };

  /** What the application writes to have a document deleted; what it writes otherwise is larger. */
  static final int MARK = 7;

  private static final int SET_BY_MIGRATION = 1;

  private final Defaults defaults;

  ModelMigration(Defaults defaults) {
    this.defaults = defaults;
  }

  /** Its name on the topics. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  Defaults defaults() {
    return defaults;
  }

  Definition definition(int version) {
    return new Definition(
        wireName(), "", "things", new Revision(version, "sha256:" + version), defaults, List.of());
  }

  static ModelMigration named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The filter, which every read and every write has. */
  boolean wants(Doc doc, int version) {
    return true;
  }

  /** Whether its code throws. */
  boolean failsFor(Doc doc) {
    return false;
  }

  /** What it makes of a document; the same when there is nothing to do, null to delete it. */
  @Nullable Doc migrate(Doc doc, int version) {
    Doc.Slot slot = doc.slot(this);
    return slot.value() == 0 ? doc.with(this, new Doc.Slot(SET_BY_MIGRATION, 0)) : doc;
  }

  /** What a write may do to a document as it is now, if it does anything. */
  final @Nullable Doc rightly(Doc doc, int version) {
    return wants(doc, version) && !failsFor(doc) ? migrate(doc, version) : doc;
  }
}
