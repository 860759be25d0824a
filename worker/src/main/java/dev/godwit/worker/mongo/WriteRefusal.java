package dev.godwit.worker.mongo;

/**
 * Why the server did not do one write.
 *
 * @param code the server's error code
 * @param message the server's words
 */
public record WriteRefusal(int code, String message) {

  /** Whether it says something of the write's document, not of the server or the statement. */
  public boolean isOfTheDocument() {
    return ErrorCodes.isOfTheDocument(code);
  }

  /** Whether another document has the same key in a unique index. */
  public boolean isDuplicateKey() {
    return code == ErrorCodes.DUPLICATE_KEY;
  }

  /** The same as trouble of the whole batch. */
  public DatabaseException asTrouble() {
    return new DatabaseException(ErrorCodes.trouble(code), "MongoDB: " + this, null);
  }

  @Override
  public String toString() {
    return message + " (" + code + ")";
  }
}
