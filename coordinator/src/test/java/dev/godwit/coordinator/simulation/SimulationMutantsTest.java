package dev.godwit.coordinator.simulation;

import org.junit.jupiter.api.Test;

class SimulationMutantsTest {
  @Test
  void x() {
    for (Mutant m : Mutant.values()) {
      if (m == Mutant.NONE) continue;
      java.util.Map<String,Integer> kinds = new java.util.TreeMap<>();
      long first = -1;
      long t = System.nanoTime();
      for (long seed = 1; seed <= 300; seed++) {
      try {
        Simulation.run(Scenario.of(seed), m, Trace.none());
      } catch (Violation v) {
        if (first < 0) first = seed;
        kinds.merge(v.promise().name(), 1, Integer::sum);
      }
      }
      System.out.println(m + " first " + first + " " + kinds + " " + (System.nanoTime() - t)/1000000 + " ms");
    }
  }
}
