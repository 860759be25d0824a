package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.TypeMismatchException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What commands and stages must be given, of the right type. */
final class Arguments {

  private Arguments() {}

  static Document document(String name, @Nullable Object value) {
    return required(Document.class, "an object", name, value);
  }

  static List<?> list(String name, @Nullable Object value) {
    return required(List.class, "an array", name, value);
  }

  static String text(String name, @Nullable Object value) {
    return required(String.class, "a string", name, value);
  }

  static int number(String name, @Nullable Object value) {
    return required(Number.class, "a number", name, value).intValue();
  }

  static Object present(String name, @Nullable Object value) {
    return required(Object.class, "given", name, value);
  }

  private static <T> T required(
      Class<T> type, String description, String name, @Nullable Object value) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw new TypeMismatchException("'" + name + "' must be " + description + ", not " + value);
  }
}
