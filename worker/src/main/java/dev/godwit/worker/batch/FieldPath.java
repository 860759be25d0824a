package dev.godwit.worker.batch;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A field, named by a path with dots, that is read and changed as the server's update operators do:
 * numbers index arrays, what is missing on the way is made, arrays are filled up with null.
 */
record FieldPath(String text, List<String> parts) {

  /** In which the server applies the fields of update operators, and so adds those that are new. */
  static final Comparator<FieldPath> AS_APPLIED =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.parts.size(), b.parts.size()); i++) {
          int order = parts(a.parts.get(i), b.parts.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.parts.size(), b.parts.size());
      };

  /** More than this the server does not fill up. */
  private static final int MAX_FILLED = 1_500_000;

  static FieldPath of(String text) {
    return new FieldPath(
        text, text.indexOf('.') < 0 ? List.of(text) : List.of(text.split("\\.", -1)));
  }

  /** The field of the document itself that it leads to, or through. */
  String first() {
    return parts.get(0);
  }

  /** Numbers by what they are worth, unless they begin with 0. */
  private static int parts(String a, String b) {
    boolean numbers = isIndex(a) && isIndex(b) && !isPadded(a) && !isPadded(b);
    return numbers && a.length() != b.length()
        ? Integer.compare(a.length(), b.length())
        : BsonOrder.texts(a, b);
  }

  private static boolean isPadded(String number) {
    return number.length() > 1 && number.charAt(0) == '0';
  }

  private static boolean isIndex(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) < '0' || part.charAt(i) > '9') {
        return false;
      }
    }
    return !part.isEmpty();
  }

  /** Whether one is the other or lies within it, so that the server does not take both. */
  boolean collidesWith(FieldPath other) {
    int common = Math.min(parts.size(), other.parts.size());
    return parts.subList(0, common).equals(other.parts.subList(0, common));
  }

  /** The value; null when there is none. */
  @Nullable BsonValue get(BsonDocument document) {
    BsonValue value = document;
    for (String part : parts) {
      value = value == null ? null : child(value, part);
    }
    return value;
  }

  /**
   * Sets the field.
   *
   * @return whether that changed anything
   * @throws DocumentFailedException when the path leads through a value that has no fields
   */
  boolean set(BsonDocument document, BsonValue value) throws DocumentFailedException {
    BsonValue parent = document;
    for (int i = 0; i < parts.size() - 1; i++) {
      BsonValue next = child(parent, parts.get(i));
      if (next == null) {
        put(parent, i, nested(i + 1, value));
        return true;
      }
      parent = next;
    }
    int last = parts.size() - 1;
    BsonValue old = child(parent, parts.get(last));
    if (old != null && BsonBytes.same(old, value)) {
      return false;
    }
    put(parent, last, value);
    return true;
  }

  /**
   * Removes the field; an element of an array becomes null instead.
   *
   * @return whether that changed anything
   */
  boolean unset(BsonDocument document) {
    BsonValue parent = document;
    for (String part : parts.subList(0, parts.size() - 1)) {
      parent = child(parent, part);
      if (parent == null) {
        return false;
      }
    }
    String name = parts.get(parts.size() - 1);
    BsonValue old = child(parent, name);
    if (old == null || (parent.isArray() && old.isNull())) {
      return false;
    }
    if (parent.isArray()) {
      parent.asArray().set(Integer.parseInt(name), BsonNull.VALUE);
    } else {
      parent.asDocument().remove(name);
    }
    return true;
  }

  private static @Nullable BsonValue child(BsonValue parent, String part) {
    if (parent instanceof BsonDocument document) {
      return document.get(part);
    } else if (parent instanceof BsonArray array) {
      int index = index(part);
      return index >= 0 && index < array.size() ? array.get(index) : null;
    }
    return null;
  }

  private static int index(String part) {
    return isIndex(part) && part.length() < 10 ? Integer.parseInt(part) : -1;
  }

  private BsonValue nested(int from, BsonValue value) {
    BsonValue nested = value;
    for (int i = parts.size() - 1; i >= from; i--) {
      nested = new BsonDocument(parts.get(i), nested);
    }
    return nested;
  }

  private void put(BsonValue parent, int at, BsonValue value) throws DocumentFailedException {
    String part = parts.get(at);
    if (parent instanceof BsonDocument document) {
      document.put(part, value);
    } else if (parent instanceof BsonArray array) {
      putElement(array, at, value);
    } else {
      throw impossible(at, "holds " + kind(parent) + ", which has no field '" + part + "'");
    }
  }

  private void putElement(BsonArray array, int at, BsonValue value) throws DocumentFailedException {
    int index = index(parts.get(at));
    if (index < 0) {
      throw impossible(at, "is an array, in which '" + parts.get(at) + "' is no position");
    }
    if (index - array.size() > MAX_FILLED) {
      throw impossible(
          at, "has %d elements, too few to set number %d".formatted(array.size(), index));
    }
    while (array.size() < index) {
      array.add(BsonNull.VALUE);
    }
    if (index == array.size()) {
      array.add(value);
    } else {
      array.set(index, value);
    }
  }

  private DocumentFailedException impossible(int at, String why) {
    return new DocumentFailedException(
        "cannot set '%s': '%s' %s".formatted(text, String.join(".", parts.subList(0, at)), why));
  }

  static String kind(BsonValue value) {
    return "a value of type " + value.getBsonType().name().toLowerCase(Locale.ROOT);
  }
}
