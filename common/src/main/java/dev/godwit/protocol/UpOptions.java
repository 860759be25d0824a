package dev.godwit.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How far {@code up} goes.
 *
 * @param to the name of the last migration, in the order of names; null for all of them
 * @param resume whether what a person paused or canceled goes on too
 * @param allowChanged whether completed migrations may have been changed since
 */
public record UpOptions(@Nullable String to, boolean resume, boolean allowChanged) {

  /** Nothing said. */
  public static final UpOptions NONE = new UpOptions(null, false, false);

  public UpOptions {
    if (to != null) {
      MigrationName.check(to);
    }
  }

  /** Whether it is about the migration of that name. */
  public boolean reaches(String name) {
    return to == null || name.compareTo(to) <= 0;
  }
}
