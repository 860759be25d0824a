package dev.godwit.worker.mongo;

/**
 * Why the server did not do one write.
 *
 * @param code the server's error code
 * @param message the server's words
 * @param mayBeThere whether, when the key is a duplicate, the document that has it may be the one
 *     that was to be written
 */
public record WriteRefusal(int code, String message, boolean mayBeThere) {

  /** What comes after it are values of a document, which not everybody may see. */
  private static final String VALUES = " dup key:";

  public WriteRefusal {
    int values = code == ErrorCodes.DUPLICATE_KEY ? message.indexOf(VALUES) : -1;
    message = values < 0 ? message : message.substring(0, values);
  }

  /** Of which no more is known. */
  public WriteRefusal(int code, String message) {
    this(code, message, true);
  }

  /** The same where it is known that the document itself was not there. */
  public WriteRefusal ofWhatIsNotThere() {
    return new WriteRefusal(code, message, false);
  }

  /** Whether it says something of the write's document, not of the server or the statement. */
  public boolean isOfTheDocument() {
    return ErrorCodes.isOfTheDocument(code);
  }

  /** Whether another document has the same key in a unique index, and it may be the same one. */
  public boolean isDuplicateKey() {
    return code == ErrorCodes.DUPLICATE_KEY && mayBeThere;
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
