package dev.godwit.cli.text;

import static dev.godwit.cli.text.Shown.number;

import dev.godwit.protocol.Counts;
import java.util.ArrayList;
import java.util.List;

/** Counts by outcome in a line. */
final class CountsText {

  private CountsText() {}

  /** "16,800 updated, 200 unchanged; 3 conflicts", without what is nothing. */
  static String of(Counts counts) {
    List<String> parts = new ArrayList<>();
    add(parts, counts.updated(), "updated");
    add(parts, counts.unchanged(), "unchanged");
    add(parts, counts.deleted(), "deleted");
    add(parts, counts.failed(), "failed");
    add(parts, counts.vanished(), "vanished");
    String outcomes = parts.isEmpty() ? "no documents" : String.join(", ", parts);
    return counts.conflicts() == 0
        ? outcomes
        : outcomes + "; " + Shown.count(counts.conflicts(), "conflict");
  }

  private static void add(List<String> parts, long number, String what) {
    if (number > 0) {
      parts.add(number(number) + " " + what);
    }
  }
}
