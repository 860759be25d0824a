package dev.godwit.coordinator.simulation;

import org.junit.jupiter.api.Test;

class SimulationTest {
  @Test
  void x() {
    int n = Integer.getInteger("godwit.simulation.seeds", 3000);
    long t = System.nanoTime();
    java.util.Map<String,Integer> kinds = new java.util.TreeMap<>();
    java.util.Map<String,Long> first = new java.util.TreeMap<>();
    java.util.stream.LongStream.rangeClosed(1, n).parallel().forEach(seed -> {
      try {
        Simulation.run(Scenario.of(seed), Mutant.NONE, Trace.none());
      } catch (Violation v) {
        synchronized (kinds) {
        kinds.merge(v.promise().name(), 1, Integer::sum);
        first.merge(v.promise().name(), seed, Math::min);
        }
      }
    });
    System.out.println(kinds + " " + first + " " + n / ((System.nanoTime() - t) / 1e9) + " seeds/s");
  }
  public static void main(String[] a) {
    Trace trace = Trace.kept();
    try {
      Simulation.run(Scenario.of(Long.parseLong(a[0])), Mutant.NONE, trace);
    } catch (Violation v) {
      trace.lines().forEach(System.out::println);
      System.out.println(v.getMessage());
    }
  }
}
