package dev.godwit.migration;

import java.util.Set;
import java.util.TreeSet;

/** Which paths one change may name together, so that the server would take them as well. */
final class ChangePaths {

  private ChangePaths() {}

  static void check(Set<String> set, Set<String> unset) {
    TreeSet<String> all = new TreeSet<>(set);
    for (String path : unset) {
      if (!all.add(path)) {
        throw new IllegalArgumentException("field '" + path + "' is both set and unset");
      }
    }
    for (String path : all) {
      checkOne(path);
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        if (all.contains(path.substring(0, dot))) {
          throw new IllegalArgumentException(
              "fields '%s' and '%s' lie within each other; change one of them"
                  .formatted(path.substring(0, dot), path));
        }
      }
    }
  }

  private static void checkOne(String path) {
    if (path.equals("_id") || path.startsWith("_id.")) {
      throw new IllegalArgumentException(
          "field '"
              + path
              + "': the _id cannot be changed; insert a new document and delete this one");
    }
    for (String part : path.split("\\.", -1)) {
      if (part.isEmpty() || part.startsWith("$")) {
        throw new IllegalArgumentException(
            "field '" + path + "': every part needs a name, and none begins with $");
      }
    }
  }
}
