package dev.godwit.coordinator.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What happens in one simulation before everything calms down.
 *
 * @param seed decides what is there at first and what may go wrong
 * @param steps the numbers of the steps; each has its own chance, so that some can be left out
 */
record Scenario(long seed, List<Integer> steps) {

  private static final int MIN_STEPS = 100;
  private static final int MAX_STEPS = 2000;

  static Scenario of(long seed) {
    int length = new Chance(seed).between(MIN_STEPS, MAX_STEPS);
    return new Scenario(seed, IntStream.range(0, length).boxed().toList());
  }

  /** The same without the steps from that index up to the other one. */
  Scenario without(int from, int to) {
    List<Integer> rest = new ArrayList<>(steps.subList(0, from));
    rest.addAll(steps.subList(to, steps.size()));
    return new Scenario(seed, rest);
  }
}
