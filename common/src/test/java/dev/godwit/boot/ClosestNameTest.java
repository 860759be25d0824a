package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestNameTest {

  @ParameterizedTest
  @CsvSource({
    "abc,abc,0",
    "abc,abd,1",
    "abc,acb,1",
    "abc,ab,1",
    "abc,xabc,1",
    "abc,cab,2",
    "'',ab,2"
  })
  void distanceCountsTypingErrors(String a, String b, int expected) {
    assertThat(ClosestName.distance(a, b)).isEqualTo(expected);
    assertThat(ClosestName.distance(b, a)).isEqualTo(expected);
  }

  @Test
  void theClosestOfSeveralIsMeantThenTheFirst() {
    List<String> known = List.of("drop-names-2", "drop-names-b", "drop-names-a", "other");
    assertThat(ClosestName.of("drop-names-x", known)).contains("drop-names-2");
    assertThat(ClosestName.of("drop-nmaes-a", known)).contains("drop-names-a");
  }

  @Test
  void shortNamesMustBeCloserThanLongOnes() {
    assertThat(ClosestName.of("abcd", List.of("abxy"))).isEmpty();
    assertThat(ClosestName.of("abcdefgh", List.of("abcdefxy"))).contains("abcdefxy");
  }

  @Test
  void nothingLikeItMeansNothing() {
    assertThat(ClosestName.of("completely-different", List.of("a", "b"))).isEmpty();
  }
}
