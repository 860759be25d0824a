package dev.godwit.worker.batch;

/**
 * What is told of documents that could not be migrated.
 *
 * @param includeDocument whether the document itself is sent, as it was when it was read
 */
public record DeadLetterPolicy(boolean includeDocument) {

  /** Nothing but the {@code _id}, because documents may hold what not everybody may see. */
  public static final DeadLetterPolicy ID_ONLY = new DeadLetterPolicy(false);
}
