package dev.godwit.cli.watch;

import static dev.godwit.cli.StateBuilder.BEGUN;
import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.progress.Progress;
import dev.godwit.cli.text.Colours;
import dev.godwit.protocol.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedrawnStatusTest {

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);

  private static Progress progress(String name, Status status) {
    return Progress.of(state(name, status).build(), BEGUN);
  }

  @Test
  void drawsOverWhatItDrewBefore() {
    // given
    RedrawnStatus display =
        new RedrawnStatus(terminal, new StatusText(false, 20, Colours.OFF, ZoneOffset.UTC));

    // when
    display.show(List.of(progress("a", Status.RUNNING), progress("b", Status.PENDING)), BEGUN);
    screen.reset();
    display.show(List.of(progress("a", Status.COMPLETED)), BEGUN);

    // then
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\u001B[?7l\r\u001B[3A\u001B[JMIGRATION  STATUS      DONE  DOCUMENTS  RATE  ETA  CONFLICTS  FAILED  NOTE\n"
                + "a          completed  100 %          0     -    -          0       0\n\u001B[?7h");
  }

  @Test
  void drawsNoMoreRowsThanASmallTerminalHas() {
    // given
    List<Progress> many =
        IntStream.range(0, 50).mapToObj(i -> progress("m" + i, Status.RUNNING)).toList();

    // then
    assertThat(new StatusText(false, 20, Colours.OFF, ZoneOffset.UTC).lines(many, BEGUN))
        .hasSize(22)
        .last()
        .isEqualTo("… and 30 more");
  }

  @Test
  void saysWhenThereIsNothingToDraw() {
    assertThat(new StatusText(false, 20, Colours.OFF, ZoneOffset.UTC).lines(List.of(), BEGUN))
        .containsExactly("nothing is under way");
  }
}
