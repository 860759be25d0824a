package dev.godwit.worker.catalog;

import dev.godwit.boot.StartException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with migrations, collected so that all of it can be told at once. */
final class Problems {

  private final List<String> all = new ArrayList<>();

  /** Something about a whole file or class. */
  void add(String source, String problem) {
    all.add(source + ": " + problem);
  }

  /** Takes over what is wrong with one file or class. */
  void addAll(String source, List<String> problems) {
    problems.forEach(problem -> add(source, problem));
  }

  /**
   * Returns if there are none.
   *
   * @throws StartException with all of them
   */
  void stopIfAny() {
    if (!all.isEmpty()) {
      String head =
          all.size() == 1
              ? "1 problem with migrations; correct it and start again:"
              : all.size() + " problems with migrations; correct them and start again:";
      throw new StartException(head + "\n  " + String.join("\n  ", all));
    }
  }
}
