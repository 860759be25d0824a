package dev.godwit.worker.mongo;

/** A server that can do several writes together, or none of them. */
public interface Transactions {

  /**
   * Begins a transaction; sees what was committed by a majority before.
   *
   * @throws DatabaseException when the database does not
   */
  Transaction begin();

  /**
   * Creates a collection unless it is there: where collections are spread over several servers, a
   * transaction must find it.
   *
   * @throws DatabaseException when the database does not
   */
  void create(String collection);
}
