package dev.godwit.coordinator.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Those of some writes that reached Kafka: of each topic the first ones, down to none. */
record Survivors(List<Write> writes) {

  /**
   * Every combination; the last one is all of them.
   *
   * @param answered how many of the tasks arrived for certain, because events answer them
   */
  static List<Survivors> all(List<Write> writes, int answered) {
    Map<String, List<Write>> byTopic = new LinkedHashMap<>();
    for (Write write : writes) {
      byTopic.computeIfAbsent(String.valueOf(write.sink()), topic -> new ArrayList<>()).add(write);
    }
    List<List<Write>> combinations = List.of(List.of());
    for (List<Write> ofTopic : byTopic.values()) {
      List<List<Write>> more = new ArrayList<>();
      for (List<Write> combination : combinations) {
        int fewest = ofTopic.get(0).sink() == Sink.TASKS ? answered : 0;
        for (int kept = fewest; kept <= ofTopic.size(); kept++) {
          List<Write> longer = new ArrayList<>(combination);
          longer.addAll(ofTopic.subList(0, kept));
          more.add(longer);
        }
      }
      combinations = more;
    }
    return combinations.stream().map(Survivors::new).toList();
  }

  @Override
  public String toString() {
    return writes.stream()
        .map(write -> (write.sink() == null ? "store" : write.sink().node()) + " " + write.key())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
