package dev.godwit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.ExtendedJson;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the {@code _id} to start after: Extended JSON, or the 24 digits of an ObjectId alone. */
final class CursorConverter implements ITypeConverter<Cursor> {

  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{24}");

  private static final String EXPECTED =
      "expected an _id in Extended JSON: 42, '\"a text in quotes\"', '{\"$oid\":\"65a1…\"}', '{\"$date\":\"2026-11-24T00:00:00Z\"}'; or the 24 digits of an ObjectId; --from-start for the beginning";

  @Override
  public Cursor convert(String text) {
    if (OBJECT_ID.matcher(text).matches()) {
      return new Cursor(new BsonObjectId(new ObjectId(text)));
    }
    BsonValue id = id(text);
    if (id instanceof BsonDocument wrapper && wrapper.size() == 1 && wrapper.containsKey("after")) {
      return new Cursor(wrapper.get("after"));
    }
    // Taken for "from the beginning" elsewhere; here there is an option of its own for that.
    if (id.isNull() || (id.isString() && id.asString().getValue().isEmpty())) {
      throw refused(text);
    }
    return new Cursor(id);
  }

  private static BsonValue id(String text) {
    try {
      JsonNode json = Json.tree(text);
      if (json.isMissingNode()) {
        throw refused(text);
      }
      return ExtendedJson.read(json);
    } catch (MalformedMessageException e) {
      throw refused(text);
    }
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException("'%s': %s".formatted(text, EXPECTED));
  }
}
