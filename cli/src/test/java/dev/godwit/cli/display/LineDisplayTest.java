package dev.godwit.cli.display;

import static dev.godwit.cli.StateBuilder.BEGUN;
import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.StateBuilder;
import dev.godwit.cli.progress.Progress;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LineDisplayTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LineDisplay display = display(ZoneOffset.UTC);

  private LineDisplay display(ZoneId zone) {
    return new LineDisplay(new PrintStream(out, true, StandardCharsets.UTF_8), zone);
  }

  private void show(StateBuilder builder, long atMs) {
    display.show(Progress.of(builder.build(), BEGUN), BEGUN.plusMillis(atMs));
  }

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesEachChangeAtOnceAndCountsEveryFiveSeconds() {
    // when
    show(state("a", Status.RUNNING).processed(1), 0);
    show(state("a", Status.RUNNING).processed(2), 200);
    show(state("a", Status.RUNNING).processed(3).waitingFor("retry in 4 s"), 400);
    show(state("a", Status.RUNNING).processed(4).waitingFor("retry in 4 s"), 600);
    show(state("a", Status.RUNNING).processed(5), 800);
    show(state("a", Status.RUNNING).processed(6), 5_799);
    show(state("a", Status.RUNNING).processed(7), 5_800);
    show(state("a", Status.RUNNING).counts(Counts.of(7, 0, 0, 1, 0, 0)), 5_900);
    show(state("a", Status.PAUSED).processed(8), 6_000);
    show(state("a", Status.PAUSED).processed(8), 60_000);
    show(state("a", Status.RUNNING).run(2).processed(0), 61_000);

    // then
    assertThat(written())
        .isEqualTo(
            """
            10:00:00 a: running, 1 document
            10:00:00 a: running, 3 documents, retry in 4 s
            10:00:00 a: running, 5 documents
            10:00:05 a: running, 7 documents
            10:00:05 a: running, 8 documents, 1 failed
            10:00:06 a: paused, 8 documents
            10:01:01 a: running, 0 documents
            """);
  }

  @Test
  void keepsSeveralApart() {
    // when
    show(state("a", Status.RUNNING), 0);
    show(state("b", Status.PENDING), 0);
    show(state("a", Status.RUNNING), 100);
    show(state("b", Status.PENDING), 100);

    // then
    assertThat(written().lines()).hasSize(2);
  }

  @Test
  void writesTimesOfTheReadersZone() {
    // when
    display(ZoneId.of("Asia/Tokyo"))
        .show(Progress.of(state("a", Status.PENDING).build(), BEGUN), BEGUN);

    // then
    assertThat(written()).startsWith("19:00:00 ");
  }
}
