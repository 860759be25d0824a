package dev.godwit.cli;

import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import org.junit.jupiter.api.Test;

class HistoryCommandTest {

  private static final RunSummary LAST =
      RunSummary.of(state("a", Status.COMPLETED).processed(1200).runningMs(90_000).build());
  private static final RunSummary FAILED =
      RunSummary.of(state("a", Status.FAILED).processed(5).error("no name", 6, 1L).build());

  private final Cli cli = new Cli();

  @Test
  void everyRunIsALine() {
    // given
    cli.installation.knows(state("a", Status.COMPLETED).build()).ran(LAST, FAILED);

    // when
    Cli.Ended ended = cli.run("history", "a");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out().lines().toList())
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).startsWith("RUN  STATUS").endsWith("OUTCOME");
              assertThat(lines.get(1))
                  .contains("completed", "1 min 30 s", "alice (claimed)", "1,200");
              assertThat(lines.get(2)).contains("failed").endsWith(": no name");
            });
  }

  @Test
  void oneThatIsUnderWayIsListedWithoutNumbersThatAreNotTrueAnyMore() {
    // given
    State begun = state("a", Status.RUNNING).run(2).processed(7).runningMs(90_000).build();
    cli.installation.knows(begun).ran(RunSummary.of(begun), LAST);

    // when
    Cli.Ended ended = cli.run("history", "a");

    // then
    assertThat(ended.out().lines().skip(1).findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .containsPattern("^  2  running .*2026-11-24 10:00:00  -  +-  alice .* -  ")
                    .endsWith("under way; 'godwit status a' shows how far"));
  }

  @Test
  void asJsonEveryRunIsItsSummary() {
    // given
    cli.installation.ran(LAST, FAILED);

    // when
    Cli.Ended ended = cli.run("history", "a", "--json");

    // then
    assertThat(ended.out().lines()).containsExactly(Json.write(LAST), Json.write(FAILED));
  }

  @Test
  void whatHasNotRunSaysSo() {
    // given
    cli.installation.knows(state("a", Status.PENDING).build());

    // when
    Cli.Ended ended = cli.run("history", "a");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out().lines()).containsExactly("no run of 'a' is known");
  }

  @Test
  void whatNobodyKnowsIsAnError() {
    // given
    cli.installation.knows(state("abc", Status.PENDING).build());

    // when
    Cli.Ended ended = cli.run("history", "abd");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("godwit: unknown migration 'abd': did you mean 'abc'?");
  }
}
