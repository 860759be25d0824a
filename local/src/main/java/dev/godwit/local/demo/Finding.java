package dev.godwit.local.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param what what was counted
 * @param expected how many the data set demands
 * @param found how many there are in the database
 * @param remark what else is known of a difference; null for nothing
 */
record Finding(String what, long expected, long found, @Nullable String remark) {

  Finding(String what, long expected, long found) {
    this(what, expected, found, null);
  }

  /** In words: what was found, and what should have been when that is something else. */
  String line() {
    String line = String.format(Locale.ROOT, "%,9d %s", found, what);
    if (agrees()) {
      return line;
    }
    return line
        + String.format(Locale.ROOT, "; expected %,d", expected)
        + (remark == null ? "" : "; " + remark);
  }

  boolean agrees() {
    return expected == found && remark == null;
  }
}
