package dev.godwit.worker.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects migrations by name, and refuses two of one name. */
final class Found {

  private final Problems problems;
  private final Map<String, KnownMigration> byName = new TreeMap<>();
  private final Map<String, String> sources = new HashMap<>();

  Found(Problems problems) {
    this.problems = problems;
  }

  /** Takes those of one source. */
  Consumer<KnownMigration> by(String source) {
    return migration -> add(migration, source);
  }

  Map<String, KnownMigration> byName() {
    return byName;
  }

  private void add(KnownMigration migration, String source) {
    String name = migration.spec().name();
    String first = sources.putIfAbsent(name, source);
    if (first == null) {
      byName.put(name, migration);
    } else {
      problems.add(
          source,
          "migration '%s' is there already, from %s; a name belongs to one migration for ever"
              .formatted(name, first));
    }
  }
}
