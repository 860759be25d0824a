package dev.godwit.worker.catalog;

import java.util.Collection;

/** Dotted paths of fields; the empty one stands for the whole document. */
final class Paths {

  static final String ROOT = "";

  private Paths() {}

  /** Whether one of them lies within the other, or they are the same. */
  static boolean overlap(String one, String other) {
    return isWithin(one, other) || isWithin(other, one);
  }

  static boolean isWithin(String path, String outer) {
    return outer.isEmpty() || path.equals(outer) || path.startsWith(outer + ".");
  }

  static boolean isWithinAny(String path, Collection<String> outer) {
    return outer.stream().anyMatch(each -> isWithin(path, each));
  }

  static boolean isId(String path) {
    return isWithin(path, "_id");
  }

  static String join(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }
}
