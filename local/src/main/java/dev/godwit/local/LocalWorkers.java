package dev.godwit.local;

import dev.godwit.migration.Migration;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which workers local mode starts.
 *
 * @param count how many, 0 to 100
 * @param migrationsDirectory where they look for jars and declarative files; null for nowhere
 * @param migrations what they know besides
 */
public record LocalWorkers(
    int count, @Nullable Path migrationsDirectory, List<? extends Migration> migrations) {

  /** More in one process bring nothing. */
  public static final int MOST = 100;

  public LocalWorkers {
    migrations = List.copyOf(migrations);
    if (count < 0 || count > MOST) {
      throw new IllegalArgumentException("workers %d: expected 0 to %d".formatted(count, MOST));
    }
  }
}
