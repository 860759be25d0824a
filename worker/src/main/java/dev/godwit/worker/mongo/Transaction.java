package dev.godwit.worker.mongo;

/** Reads and writes that see one moment and take effect together, when it is committed. */
public interface Transaction extends AutoCloseable {

  /** The documents of a collection at that moment, and what the transaction made of them. */
  Documents documents(String collection);

  /**
   * Lets it happen. {@link Trouble#ABORTED} says that it did not; {@link Trouble#PASSING} that it
   * may have, so that this is to be called again.
   *
   * @throws DatabaseException when it is not known that it did
   */
  void commit();

  /** Gives it up unless it was to be committed. */
  @Override
  void close();
}
