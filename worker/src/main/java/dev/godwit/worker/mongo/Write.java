package dev.godwit.worker.mongo;

import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** One write to a collection. */
public sealed interface Write {

  /**
   * Changes one document that matches.
   *
   * @param update a document of operators, or an array of pipeline stages
   */
  record Update(BsonDocument filter, BsonValue update) implements Write {}

  /**
   * Changes all documents that match, by the {@code _id} index.
   *
   * @param update a document of operators, or an array of pipeline stages
   */
  record UpdateAll(BsonDocument filter, BsonValue update) implements Write {}

  /** Puts another document in the place of one that matches. */
  record Replace(BsonDocument filter, RawBsonDocument document) implements Write {}

  /** Puts a document in the place of the one with that {@code _id}, or inserts it. */
  record Upsert(BsonValue id, RawBsonDocument document) implements Write {}

  /** Inserts a document. */
  record Insert(RawBsonDocument document) implements Write {}

  /** Deletes one document that matches. */
  record Delete(BsonDocument filter) implements Write {}
}
