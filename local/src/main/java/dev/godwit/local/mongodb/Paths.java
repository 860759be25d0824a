package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fields by dotted paths, in documents that may be changed. */
final class Paths {

  private Paths() {}

  /** Makes the documents on the way. */
  static void put(Document document, String path, @Nullable Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      document.put(path, value);
      return;
    }
    String name = path.substring(0, dot);
    Document below = document.get(name) instanceof Document there ? there : new Document();
    document.put(name, below);
    put(below, path.substring(dot + 1), value);
  }

  /** Changes what is at the path, through documents and arrays, if it is there. */
  @SuppressWarnings("unchecked")
  static void replace(
      @Nullable Object container, String path, UnaryOperator<@Nullable Object> change) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    if (container instanceof Document document && document.containsKey(name)) {
      if (dot < 0) {
        document.put(name, change.apply(document.get(name)));
      } else {
        replace(document.get(name), path.substring(dot + 1), change);
      }
    } else if (container instanceof List<?> elements
        && isIndex(name)
        && Integer.parseInt(name) < elements.size()) {
      int index = Integer.parseInt(name);
      if (dot < 0) {
        ((List<@Nullable Object>) elements).set(index, change.apply(elements.get(index)));
      } else {
        replace(elements.get(index), path.substring(dot + 1), change);
      }
    }
  }

  static boolean isIndex(String name) {
    return name.length() <= 9 && !name.isEmpty() && name.chars().allMatch(Character::isDigit);
  }
}
