package dev.godwit.cli.display;

import static dev.godwit.cli.StateBuilder.BEGUN;
import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.progress.Progress;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BarDisplayTest {

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final BarDisplay display =
      new BarDisplay(new PrintStream(screen, true, StandardCharsets.UTF_8), () -> 61);

  /** What stays on the screen: of each line what was drawn last. */
  private List<String> lines() {
    return Pattern.compile("\n")
        .splitAsStream(screen.toString(StandardCharsets.UTF_8))
        .map(line -> line.substring(line.lastIndexOf('\r') + 1).stripTrailing())
        .toList();
  }

  private void show(State state) {
    display.show(Progress.of(state, BEGUN), BEGUN);
  }

  @Test
  void leavesOneLineForEachMigrationAsItEnded() {
    // when
    show(state("a", Status.RUNNING).processed(10).total(100L).build());
    show(state("a", Status.COMPLETED).processed(100).total(100L).build());
    show(state("b", Status.RUNNING).processed(50).total(100L).build());
    show(state("b", Status.FAILED).processed(60).total(100L).build());
    display.close();

    // then
    assertThat(lines())
        .containsExactly(
            "a 100% |████████████████████████████████████████| 100",
            "b  60% |████████████████████████░░░░░░░░░░░░░░░░| 60/100");
  }

  @Test
  void drawsNothingOnceItIsClosed() {
    // given
    show(state("a", Status.RUNNING).build());
    display.close();
    int size = screen.size();

    // when
    show(state("a", Status.COMPLETED).build());
    display.close();

    // then
    assertThat(screen.size()).isEqualTo(size);
  }

  @Test
  void closingWhatWasNeverDrawnDrawsNothing() {
    // when
    display.close();

    // then
    assertThat(screen.size()).isZero();
  }
}
