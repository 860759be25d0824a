package dev.godwit.local.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long it took until everything went on, by what had happened. */
final class Figures {

  private final Map<Fault, List<Long>> millis = new EnumMap<>(Fault.class);

  void add(Fault fault, long recoveredMs) {
    millis.computeIfAbsent(fault, key -> new ArrayList<>()).add(recoveredMs);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("until every migration went on, in ms:\n");
    millis.forEach(
        (fault, all) -> {
          List<Long> sorted = all.stream().sorted().toList();
          text.append(
              "  %-34s median %5d  max %5d  of %d%n"
                  .formatted(
                      fault,
                      sorted.get(sorted.size() / 2),
                      sorted.get(sorted.size() - 1),
                      sorted.size()));
        });
    return text.toString();
  }
}
