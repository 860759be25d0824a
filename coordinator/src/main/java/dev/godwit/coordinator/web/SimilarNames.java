package dev.godwit.coordinator.web;

import dev.godwit.boot.ClosestName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the names that somebody may have meant. */
final class SimilarNames {

  private static final int MOST = 5;

  private SimilarNames() {}

  /** The one that is a typing error away, then those that contain the text. */
  static List<String> of(String name, Collection<String> known) {
    Set<String> similar = new LinkedHashSet<>();
    ClosestName.of(name, known).ifPresent(similar::add);
    String text = name.toLowerCase(Locale.ROOT);
    if (!text.isEmpty()) {
      known.stream()
          .filter(candidate -> candidate.toLowerCase(Locale.ROOT).contains(text))
          .forEach(similar::add);
    }
    return similar.stream().limit(MOST).toList();
  }
}
