package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.Write;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * Makes a write conditional on the document still being what was read, to the byte but for the
 * types of numbers, which the server takes for equal when they are worth the same.
 */
final class Guard {

  private Guard() {}

  /** A filter that matches that document only as long as it is that image. */
  static BsonDocument of(RawBsonDocument image) {
    BsonDocument literal = new BsonDocument("$literal", image);
    BsonArray operands = new BsonArray(List.of(new BsonString("$$ROOT"), literal));
    // $eq, because an _id that is a document might be taken for operators.
    return new BsonDocument("_id", new BsonDocument("$eq", image.get("_id")))
        .append("$expr", new BsonDocument("$eq", operands));
  }

  /** The conditional write of an effect that does something. */
  static Write write(RawBsonDocument image, Effect effect) {
    if (effect instanceof Effect.Edit edit) {
      return new Write.Update(of(image), edit.update());
    } else if (effect instanceof Effect.Replacement replacement) {
      return new Write.Replace(of(image), replacement.after());
    } else if (effect instanceof Effect.Deletion) {
      return new Write.Delete(of(image));
    }
    throw new AssertionError(effect);
  }
}
