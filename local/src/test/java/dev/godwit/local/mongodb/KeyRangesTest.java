package dev.godwit.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.mongodb.KeyRange.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyRangesTest {

  @Test
  void rangesThatTouchAreMerged() {
    // given
    KeyRanges low = KeyRanges.between(Cut.before(1), Cut.before(3));
    KeyRanges high = KeyRanges.between(Cut.before(3), Cut.behind(5));

    // then
    assertThat(KeyRanges.union(List.of(high, low)))
        .isEqualTo(KeyRanges.between(Cut.before(1), Cut.behind(5)));
  }

  @Test
  void rangesWithAGapBetweenThemStayApart() {
    // given
    KeyRanges low = KeyRanges.between(Cut.before(1), Cut.before(3));
    KeyRanges high = KeyRanges.between(Cut.behind(3), Cut.behind(5));

    // when
    KeyRanges union = KeyRanges.union(List.of(high, low));

    // then
    assertThat(union.ranges()).hasSize(2).isSorted();
    assertThat(union.contains(OrderedKey.of(3))).isFalse();
  }

  @Test
  void emptyRangesVanish() {
    assertThat(KeyRanges.between(Cut.behind(1), Cut.behind(1))).isEqualTo(KeyRanges.NONE);
    assertThat(KeyRanges.between(Cut.before(2), Cut.behind(1))).isEqualTo(KeyRanges.NONE);
    assertThat(KeyRanges.point(1).ranges()).hasSize(1);
  }

  @Test
  void allBracketsTogetherAreAll() {
    // given
    List<KeyRanges> brackets =
        List.of(TypeBracket.values()).stream().map(KeyRanges::bracket).toList();

    // then
    for (OrderedKey key : keys()) {
      assertThat(KeyRanges.union(brackets).contains(key)).isTrue();
      assertThat(KeyRanges.ALL.contains(key)).isTrue();
      assertThat(KeyRanges.NONE.contains(key)).isFalse();
    }
  }

  @Test
  void unionAndIntersectionContainWhatTheyShould() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      // given
      KeyRanges a = randomRanges(random);
      KeyRanges b = randomRanges(random);

      // when
      KeyRanges union = KeyRanges.union(List.of(a, b));
      KeyRanges intersection = a.intersect(b);

      // then
      for (OrderedKey key : keys()) {
        assertThat(union.contains(key))
            .as("seed %d: %s in the union of %s and %s", seed, key, a, b)
            .isEqualTo(a.contains(key) || b.contains(key));
        assertThat(intersection.contains(key))
            .as("seed %d: %s in the intersection of %s and %s", seed, key, a, b)
            .isEqualTo(a.contains(key) && b.contains(key));
      }
    }
  }

  private static KeyRanges randomRanges(Random random) {
    List<KeyRanges> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add(KeyRanges.between(randomCut(random), randomCut(random)));
    }
    return KeyRanges.union(parts);
  }

  private static Cut randomCut(Random random) {
    Object value = ServerValues.all().get(random.nextInt(ServerValues.all().size()));
    return random.nextBoolean() ? Cut.before(value) : Cut.behind(value);
  }

  private static List<OrderedKey> keys() {
    return ServerValues.all().stream().map(OrderedKey::of).toList();
  }
}
