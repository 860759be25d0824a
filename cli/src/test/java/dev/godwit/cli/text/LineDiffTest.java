package dev.godwit.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.text.LineDiff.Kind;
import dev.godwit.cli.text.LineDiff.Line;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

  private static String shown(List<String> before, List<String> after) {
    StringBuilder shown = new StringBuilder();
    for (Line line : LineDiff.between(before, after)) {
      shown.append(
          switch (line.kind()) {
            case SAME -> " ";
            case REMOVED -> "-";
            case ADDED -> "+";
          });
      shown.append(line.text());
    }
    return shown.toString();
  }

  @Test
  void keepsWhatIsCommon() {
    assertThat(shown(List.of(), List.of())).isEmpty();
    assertThat(shown(List.of("a"), List.of("a"))).isEqualTo(" a");
    assertThat(shown(List.of(), List.of("a"))).isEqualTo("+a");
    assertThat(shown(List.of("a"), List.of())).isEqualTo("-a");
    assertThat(shown(List.of("a", "b", "c"), List.of("a", "x", "c"))).isEqualTo(" a-b+x c");
    assertThat(shown(List.of("a", "b", "c", "d"), List.of("b", "d", "e"))).isEqualTo("-a b-c d+e");
  }

  @Test
  void isCompleteAndInOrderWhateverTheLines() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      // given
      List<String> before = lines(random);
      List<String> after = lines(random);

      // when
      List<Line> diff = LineDiff.between(before, after);

      // then
      assertThat(texts(diff, Kind.REMOVED)).as("seed %d", seed).isEqualTo(before);
      assertThat(texts(diff, Kind.ADDED)).as("seed %d", seed).isEqualTo(after);
    }
  }

  @Test
  void hugeDocumentsAreShownAsAllDifferent() {
    // given
    List<String> before = IntStream.range(0, 3_000).mapToObj(i -> "b" + i).toList();
    List<String> after = IntStream.range(0, 3_000).mapToObj(i -> "a" + i).toList();

    // then
    assertThat(LineDiff.between(before, after)).hasSize(6_000);
  }

  private static List<String> lines(Random random) {
    return random.ints(random.nextInt(9), 0, 4).mapToObj(String::valueOf).toList();
  }

  private static List<String> texts(List<Line> diff, Kind kind) {
    return diff.stream()
        .filter(line -> line.kind() == kind || line.kind() == Kind.SAME)
        .map(Line::text)
        .toList();
  }
}
