package dev.godwit.local.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Percentiles of what was measured, by nearest rank. */
final class Medians {

  private Medians() {}

  static double median(List<Double> values) {
    return percentile(values, 50);
  }

  /** The smallest value that is not below so many percent of them. */
  static double percentile(List<Double> values, double percent) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }
}
