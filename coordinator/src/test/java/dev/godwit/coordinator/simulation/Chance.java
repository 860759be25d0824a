package dev.godwit.coordinator.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Seeded chance; the same seed always gives the same. */
final class Chance {

  // Any odd number: it only has to keep the steps of neighbouring seeds apart.
  private static final long STRIDE = 1_000_003L;

  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The chance of one step alone, so that steps can be left out without changing the others. */
  static Chance ofStep(long seed, int step) {
    return new Chance(seed * STRIDE + step + 1);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  /** Lets one of them do something: the first that can, beginning at any. */
  <T> boolean let(List<T> some, Predicate<T> act) {
    int first = some.isEmpty() ? 0 : below(some.size());
    for (int i = 0; i < some.size(); i++) {
      if (act.test(some.get((first + i) % some.size()))) {
        return true;
      }
    }
    return false;
  }

  /** Some of them, at least one, in any order. */
  <T> List<T> some(List<T> from) {
    List<T> shuffled = new ArrayList<>(from);
    Collections.shuffle(shuffled, new Random(random.nextLong()));
    return shuffled.subList(0, between(1, shuffled.size()));
  }
}
