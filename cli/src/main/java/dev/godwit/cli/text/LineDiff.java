package dev.godwit.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Which lines have gone, which have come, and which have stayed: a longest common subsequence. */
final class LineDiff {

  /** Beyond so many pairs of lines everything in between counts as changed. */
  private static final long MOST_PAIRS = 4_000_000;

  private LineDiff() {}

  /** What became of a line. */
  enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** One line of either side. */
  record Line(Kind kind, String text) {}

  /** All lines of both sides in order, those that have gone before those that came instead. */
  static List<Line> between(List<String> before, List<String> after) {
    int start = 0;
    int most = Math.min(before.size(), after.size());
    while (start < most && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    List<Line> lines = new ArrayList<>();
    add(Kind.SAME, before.subList(0, start), lines);
    addDifferent(
        before.subList(start, before.size() - end),
        after.subList(start, after.size() - end),
        lines);
    add(Kind.SAME, before.subList(before.size() - end, before.size()), lines);
    return lines;
  }

  private static void addDifferent(List<String> before, List<String> after, List<Line> lines) {
    if ((long) before.size() * after.size() > MOST_PAIRS) {
      add(Kind.REMOVED, before, lines);
      add(Kind.ADDED, after, lines);
      return;
    }
    int[][] common = commonLengths(before, after);
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(Kind.SAME, before.get(i)));
        i++;
        j++;
      } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line(Kind.REMOVED, before.get(i++)));
      } else {
        lines.add(new Line(Kind.ADDED, after.get(j++)));
      }
    }
  }

  /** How many lines the rests from there on have in common. */
  private static int[][] commonLengths(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static void add(Kind kind, List<String> texts, List<Line> lines) {
    texts.forEach(text -> lines.add(new Line(kind, text)));
  }
}
