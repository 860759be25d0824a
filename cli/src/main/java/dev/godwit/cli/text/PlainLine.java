package dev.godwit.cli.text;

import static dev.godwit.cli.text.Shown.number;

import dev.godwit.cli.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Progress as a line of its own, for logs. */
public final class PlainLine {

  private PlainLine() {}

  /** "a: running, 43 %, 73,000/171,075 documents, 23,411/s, ETA 5 s". */
  public static String of(Progress progress) {
    List<String> parts = new ArrayList<>();
    parts.add(progress.state().status().wireName());
    if (progress.percent() != null) {
      parts.add(number(progress.percent()) + " %");
    }
    String ratio = ProgressWords.ratio(progress);
    parts.add(ratio.equals("1") ? "1 document" : ratio + " documents");
    parts.addAll(ProgressWords.details(progress));
    return progress.state().migration() + ": " + String.join(", ", parts);
  }
}
