package dev.godwit.migration;

import java.util.List;
import org.bson.Document;

/**
 * A change that is to be applied to every document of a collection, or to a filtered subset,
 * written in code.
 *
 * <p>One instance serves several pages at the same time and must not keep anything in its fields;
 * what {@link #beforePage} finds out is handed on through the context. A document may be handed in
 * again after a crash or when the application changed it meanwhile: the same input must lead to the
 * same result.
 */
public interface Migration {

  /** What the migration is called, what it works on, and how. Asked for once. */
  MigrationSpec spec();

  /**
   * What is to happen to one document. The document is a copy: changing it changes nothing.
   *
   * @throws Exception when this document cannot be migrated; it is then treated as {@code onError}
   *     says
   */
  Change migrateOne(Document document, MigrationContext context) throws Exception;

  /**
   * Called once before the documents of a page, for the one query that saves a thousand; see {@link
   * MigrationContext#remember}. Not called again for a document that the application changes before
   * it is written: {@link #migrateOne} then sees its new content, and what was remembered here may
   * not cover it.
   *
   * @throws Exception when the page cannot be prepared; the whole page is then tried again
   */
  default void beforePage(List<Document> page, MigrationContext context) throws Exception {}
}
