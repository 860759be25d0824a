package dev.godwit.migration;

import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.slf4j.Logger;

/** What a migration may use while it works on one page. */
public interface MigrationContext {

  /** A collection of the same database, for reading. */
  ReadableCollection collection(String name);

  /**
   * Writes a whole document into another collection under an {@code _id} that the migration
   * chooses, replacing what is there, unconditionally; sent before the page's own writes. Where the
   * application may have written it already, prefer {@link #insertIfAbsent}. When it fails, the
   * document that is being migrated fails.
   *
   * @throws IllegalArgumentException for the collection that is being migrated, or a document with
   *     another {@code _id}
   */
  void upsert(String collection, Object id, Document document);

  /** Like {@link #upsert}, but leaves what is there as it is. */
  void insertIfAbsent(String collection, Object id, Document document);

  /** Deletes a document of another collection, if it is there. */
  void delete(String collection, Object id);

  /** Keeps a value for the rest of this page, usually from {@link Migration#beforePage}. */
  void remember(String key, Object value);

  /**
   * What was kept for this page.
   *
   * @throws IllegalStateException when nothing was kept under that key
   * @throws ClassCastException when it is of another type
   */
  <T> T recall(String key, Class<T> type);

  /**
   * A parameter's value: a String, Long, Number, Boolean or {@link Instant}; empty when the command
   * gave none and there is no default.
   *
   * @throws IllegalArgumentException when the migration declares no such parameter, or one of
   *     another type
   */
  <T> Optional<T> parameter(String name, Class<T> type);

  /**
   * A parameter that is required or has a default.
   *
   * @throws IllegalStateException when it has no value
   */
  default <T> T requiredParameter(String name, Class<T> type) {
    return parameter(name, type)
        .orElseThrow(() -> new IllegalStateException("parameter '" + name + "' has no value"));
  }

  /** Whether nothing will be written, whatever the migration returns. */
  boolean isDryRun();

  /** A logger named after the migration; one line per page at most is good manners. */
  Logger log();
}
