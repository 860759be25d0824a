package dev.godwit.worker.batch;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinary;
import org.bson.BsonDbPointer;
import org.bson.BsonDocument;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/**
 * The order of all BSON values: by kind, then by value (MongoDB manual, "Comparison/Sort Order").
 */
final class BsonOrder implements Comparator<BsonValue> {

  static final BsonOrder INSTANCE = new BsonOrder();

  private BsonOrder() {}

  @Override
  public int compare(BsonValue a, BsonValue b) {
    TypeBracket bracket = TypeBracket.of(a);
    int byKind = bracket.compareTo(TypeBracket.of(b));
    return byKind != 0 ? byKind : within(bracket, a, b);
  }

  private int within(TypeBracket bracket, BsonValue a, BsonValue b) {
    return switch (bracket) {
      case MIN_KEY, UNDEFINED, NULL, MAX_KEY -> 0;
      case NUMBER -> Numbers.compare(a.asNumber(), b.asNumber());
      case STRING -> texts(text(a), text(b));
      case OBJECT -> documents(a.asDocument(), b.asDocument());
      case ARRAY -> arrays(a.asArray(), b.asArray());
      case BINARY -> binaries(a.asBinary(), b.asBinary());
      case OBJECT_ID -> ids(a.asObjectId().getValue(), b.asObjectId().getValue());
      case BOOLEAN -> Boolean.compare(a.asBoolean().getValue(), b.asBoolean().getValue());
      case DATE -> Long.compare(a.asDateTime().getValue(), b.asDateTime().getValue());
      case TIMESTAMP ->
          Long.compareUnsigned(a.asTimestamp().getValue(), b.asTimestamp().getValue());
      case REGEX -> regexes(a.asRegularExpression(), b.asRegularExpression());
      case DB_POINTER -> pointers(a.asDBPointer(), b.asDBPointer());
      case CODE -> texts(a.asJavaScript().getCode(), b.asJavaScript().getCode());
      case CODE_WITH_SCOPE -> scopes(a.asJavaScriptWithScope(), b.asJavaScriptWithScope());
    };
  }

  /** By the bytes of UTF-8, which is the order of code points, not of chars. */
  static int texts(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogate = Character.isSurrogate(x);
        return surrogate == Character.isSurrogate(y) ? x - y : surrogate ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  private static String text(BsonValue value) {
    return value instanceof BsonString text ? text.getValue() : value.asSymbol().getSymbol();
  }

  private int documents(BsonDocument a, BsonDocument b) {
    Iterator<Map.Entry<String, BsonValue>> right = b.entrySet().iterator();
    for (Map.Entry<String, BsonValue> left : a.entrySet()) {
      if (!right.hasNext()) {
        return 1;
      }
      int order = fields(left, right.next());
      if (order != 0) {
        return order;
      }
    }
    return right.hasNext() ? -1 : 0;
  }

  private int fields(Map.Entry<String, BsonValue> a, Map.Entry<String, BsonValue> b) {
    TypeBracket bracket = TypeBracket.of(a.getValue());
    int byKind = bracket.compareTo(TypeBracket.of(b.getValue()));
    if (byKind != 0) {
      return byKind;
    }
    int byName = texts(a.getKey(), b.getKey());
    return byName != 0 ? byName : within(bracket, a.getValue(), b.getValue());
  }

  private int arrays(List<BsonValue> a, List<BsonValue> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return a.size() - b.size();
  }

  private static int binaries(BsonBinary a, BsonBinary b) {
    if (a.getData().length != b.getData().length) {
      return a.getData().length - b.getData().length;
    }
    int bySubtype = Byte.compareUnsigned(a.getType(), b.getType());
    return bySubtype != 0 ? bySubtype : Arrays.compareUnsigned(a.getData(), b.getData());
  }

  private static int ids(ObjectId a, ObjectId b) {
    return Arrays.compareUnsigned(a.toByteArray(), b.toByteArray());
  }

  private static int regexes(BsonRegularExpression a, BsonRegularExpression b) {
    int byPattern = texts(a.getPattern(), b.getPattern());
    return byPattern != 0 ? byPattern : texts(a.getOptions(), b.getOptions());
  }

  /** The server compares how long they are first. */
  private static int pointers(BsonDbPointer a, BsonDbPointer b) {
    int byLength = a.getNamespace().length() - b.getNamespace().length();
    if (byLength != 0) {
      return byLength;
    }
    int byName = texts(a.getNamespace(), b.getNamespace());
    return byName != 0 ? byName : ids(a.getId(), b.getId());
  }

  private int scopes(BsonJavaScriptWithScope a, BsonJavaScriptWithScope b) {
    int byCode = texts(a.getCode(), b.getCode());
    return byCode != 0 ? byCode : documents(a.getScope(), b.getScope());
  }
}
