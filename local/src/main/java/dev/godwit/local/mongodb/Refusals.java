package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.Optional;
import org.bson.RawBsonDocument;

/** Asks the hook that is set, in terms of the driver's documents. */
final class Refusals {

  private static final Map<Integer, String> NAMES =
      Map.of(
          50, "MaxTimeMSExpired",
          91, "ShutdownInProgress",
          112, "WriteConflict",
          121, "DocumentValidationFailure",
          189, "PrimarySteppedDown",
          10107, "NotWritablePrimary",
          11600, "InterruptedAtShutdown",
          13435, "NotPrimaryNoSecondaryOk");

  private volatile RefusalHook hook = RefusalHook.NONE;

  void use(RefusalHook hook) {
    this.hook = hook;
  }

  Optional<Refusal> ofCommand(String database, String name, Document command) {
    Object collection = command.get(name.equals("getMore") ? "collection" : name);
    return ask(
        database,
        collection instanceof String text ? text : "",
        name,
        Operation.Scope.COMMAND,
        command);
  }

  void checkWrite(String database, String collection, String name, Document write) {
    Optional<Refusal> refusal = ask(database, collection, name, Operation.Scope.WRITE, write);
    if (refusal.isPresent()) {
      throw toError(refusal.get());
    }
  }

  static MongoServerError toError(Refusal refusal) {
    String name = NAMES.getOrDefault(refusal.code(), "Location" + refusal.code());
    return new MongoServerError(refusal.code(), name, refusal.message());
  }

  private Optional<Refusal> ask(
      String database, String collection, String name, Operation.Scope scope, Document body) {
    RefusalHook current = hook;
    return current == RefusalHook.NONE
        ? Optional.empty()
        : current.refuse(new Operation(database, collection, name, scope, encode(body)));
  }

  private static RawBsonDocument encode(Document document) {
    ByteBuf buffer = Unpooled.buffer();
    try {
      BsonEncoder.encodeDocument(document, buffer);
      byte[] bytes = new byte[buffer.readableBytes()];
      buffer.readBytes(bytes);
      return new RawBsonDocument(bytes);
    } finally {
      buffer.release();
    }
  }
}
