package dev.godwit.local.mongodb;

import java.util.function.Predicate;
import org.bson.BsonDocument;

/**
 * What a client asks of the embedded server: a command, or one of the writes in a command.
 *
 * @param database name of the database
 * @param collection name of the collection, empty if the command is about none
 * @param name name of the command, as {@code find} or {@code update}
 * @param scope the whole command or one write of it
 * @param body the command, or the write as it stands in {@code documents}, {@code updates} or
 *     {@code deletes}
 */
public record Operation(
    String database, String collection, String name, Scope scope, BsonDocument body) {

  /** How much of what was sent. */
  public enum Scope {
    /** The whole command; its refusal fails the command. */
    COMMAND,
    /** One insert, update or delete; its refusal is a write error with an index. */
    WRITE
  }

  /** Commands of this name. */
  public static Predicate<Operation> command(String name) {
    return operation -> operation.scope == Scope.COMMAND && operation.name.equals(name);
  }

  /** Single writes of this kind: {@code insert}, {@code update} or {@code delete}. */
  public static Predicate<Operation> write(String name) {
    return operation -> operation.scope == Scope.WRITE && operation.name.equals(name);
  }

  /** What happens in this collection. */
  public static Predicate<Operation> on(String collection) {
    return operation -> operation.collection.equals(collection);
  }
}
