package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OutgoingTest {

  @Test
  void aTaskGoesToThePartitionThatWasChosen() {
    assertThat(partitions(5, 32)).isEqualTo(Set.of(5));
  }

  @Test
  void aPartitionThatIsNotThereIsCountedFromTheFirstAgain() {
    assertThat(partitions(33, 32)).isEqualTo(Set.of(1));
    assertThat(partitions(-1, 32)).isEqualTo(Set.of(31));
  }

  private static Set<Integer> partitions(int chosen, int there) {
    return Outgoing.partitions("g.tasks", "a/0", new Outgoing(new byte[0], chosen), there)
        .orElseThrow();
  }
}
