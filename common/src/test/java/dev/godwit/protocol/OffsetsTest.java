package dev.godwit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OffsetsTest {

  @Test
  void neighboursBecomeOneRange() {
    // when
    Offsets offsets = Offsets.of(List.of(7L, 5L, 6L, 9L));

    // then
    assertThat(offsets.ranges()).containsExactly(new OffsetRange(5, 7), new OffsetRange(9, 9));
    assertThat(offsets.size()).isEqualTo(4);
    assertThat(offsets.contains(8)).isFalse();
  }

  @Test
  void theSameTwiceIsOnce() {
    assertThat(Offsets.of(List.of(5L)).plus(Offsets.of(List.of(5L, 6L))).size()).isEqualTo(2);
  }

  @Test
  void theFirstOnesAreExactlySoMany() {
    // given
    Offsets offsets = Offsets.of(List.of(5L, 6L, 9L, 10L));

    // then
    assertThat(offsets.firstOnes(3)).isEqualTo(Offsets.of(List.of(5L, 6L, 9L)));
    assertThat(offsets.firstOnes(2)).isEqualTo(Offsets.of(List.of(5L, 6L)));
    assertThat(offsets.firstOnes(9)).isEqualTo(offsets);
  }

  @Test
  void theLastOnesAreExactlySoMany() {
    // given
    Offsets offsets = Offsets.of(List.of(5L, 6L, 9L, 10L));

    // then
    assertThat(offsets.lastOnes(3)).isEqualTo(Offsets.of(List.of(6L, 9L, 10L)));
    assertThat(offsets.lastOnes(2)).isEqualTo(Offsets.of(List.of(9L, 10L)));
    assertThat(offsets.lastOnes(1)).isEqualTo(Offsets.of(List.of(10L)));
    assertThat(offsets.lastOnes(0)).isEqualTo(Offsets.NONE);
    assertThat(offsets.lastOnes(9)).isEqualTo(offsets);
    assertThat(Offsets.NONE.lastOnes(1)).isEqualTo(Offsets.NONE);
  }

  @Test
  void whatIsLeftBeginsAfterWhatIsDone() {
    // given
    Offsets offsets = Offsets.of(List.of(5L, 6L, 9L));

    // then
    assertThat(offsets.after(5)).isEqualTo(Offsets.of(List.of(6L, 9L)));
    assertThat(offsets.after(9).isEmpty()).isTrue();
    assertThat(offsets.between(6, 9)).isEqualTo(Offsets.of(List.of(6L)));
  }

  @Test
  void tooManyRangesAreJoinedWhereTheyAreNearest() {
    // given
    Offsets scattered =
        Offsets.of(LongStream.range(0, Offsets.MAX_RANGES).mapToObj(i -> i * 10).toList());

    // when
    Offsets more = scattered.plus(Offsets.of(List.of(5_002L)));

    // then
    assertThat(scattered.size()).isEqualTo(Offsets.MAX_RANGES);
    assertThat(more.ranges()).hasSize(Offsets.MAX_RANGES).contains(new OffsetRange(5_000, 5_002));
  }
}
