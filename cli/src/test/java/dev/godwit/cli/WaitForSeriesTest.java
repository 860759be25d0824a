package dev.godwit.cli;

import static dev.godwit.cli.OfThisCommand.completed;
import static dev.godwit.cli.OfThisCommand.running;
import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitForSeriesTest {

  private final Cli cli = new Cli();

  @Test
  void waitsForAllOfASeries() {
    // given
    cli.installation
        .knows(state("a", Status.PENDING).build(), state("b", Status.PENDING).build())
        .then(running("a").next("b").build())
        .then(completed("a").next("b").build())
        .then(running("b").offset(-1).continues("a", 1).build())
        .then(completed("a").build())
        .then(completed("b").offset(-1).continues("a", 1).build());

    // when
    Cli.Ended ended = cli.run("series", "a", "b", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .endsWith(
            """
            10:01:00 a: running, 0 %, 0/1,000 documents
            10:01:00 a: completed, 100 %, 1,000 documents, 250/s
            10:01:00 b: running, 0 %, 0/1,000 documents
            10:01:01 b: completed, 100 %, 1,000 documents, 250/s
            a: completed, 1,000 documents in 4.0 s (250/s): 1,000 updated
            b: completed, 1,000 documents in 4.0 s (250/s): 1,000 updated
            """);
  }

  @Test
  void seriesThatStopsOnTheWayEndsWithOne() {
    // given
    cli.installation
        .then(completed("a").next("b", "c").build())
        .then(
            state("b", Status.COMPLETED_WITH_FAILURES)
                .continues("a", 1)
                .counts(Counts.of(998, 0, 0, 2, 0, 0))
                .runningMs(1000)
                .next("c")
                .build(),
            completed("a").build());

    // when
    Cli.Ended ended = cli.run("series", "a", "b", "c", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).contains("a: completed, 1,000 documents in 4.0 s");
    assertThat(ended.err())
        .contains(
            "b: completedWithFailures, 1,000 documents in 1.0 s (1,000/s): 998 updated, 2 failed")
        .contains("after:  not started yet: c")
        .contains("'godwit retry-failed b' tries those that failed again");
  }

  @Test
  void seriesThatCannotGoOnEndsWithOne() {
    // given
    cli.installation.then(
        completed("a").waitingFor("the series stopped after 'a': 'b' is already running").build());

    // when
    Cli.Ended ended = cli.run("series", "a", "b", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("why:    the series stopped after 'a': 'b' is already running");
  }

  @Test
  void aCompletedOneWhoseSeriesStoppedLongAgoIsCompleted() {
    // given
    cli.installation
        .knows(
            completed("a")
                .offset(3)
                .waitingFor("the series stopped after 'a': 'b' is already running")
                .build(),
            completed("b").offset(3).build())
        .accepts("no change: it is completed; to run it again, add \"reset\":true");

    // when
    Cli.Ended ended = cli.run("start", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .endsWith("a: completed, 1,000 documents in 4.0 s (250/s): 1,000 updated\n");
  }

  @Test
  void aSeriesThatStopsWhileItIsWaitedForEndsWithOneWhoeverStartedIt() {
    // given
    cli.installation
        .knows(running("a").offset(3).next("b").build(), running("b").offset(4).build())
        .accepts("no change: it is running, 0 of about 1000 documents done");
    for (int i = 0; i < 50; i++) {
      cli.installation.then();
    }
    cli.installation.then(
        completed("a")
            .offset(3)
            .waitingFor("the series stopped after 'a': 'b' is already running")
            .build());

    // when
    Cli.Ended ended = cli.run("resume", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("'b' is already running");
  }

  @Test
  void aSeriesThatStopsRightAfterTheReplyEndsWithOne() {
    // given
    cli.installation
        .knows(running("a").offset(3).next("b").build(), running("b").offset(4).build())
        .accepts("no change: it is running, 0 of about 1000 documents done")
        .then(
            completed("a")
                .offset(3)
                .runningMs(60_200)
                .waitingFor("the series stopped after 'a': 'b' is already running")
                .build());

    // when
    Cli.Ended ended = cli.run("resume", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("'b' is already running");
  }

  @Test
  void withJsonThereIsTheReplyAndHowEachEnded() {
    // given
    State a = completed("a").build();
    State b = completed("b").continues("a", 1).build();
    cli.installation.then(running("a").next("b").build()).then(b, a);

    // when
    Cli.Ended ended = cli.run("series", "a", "b", "--wait", "--json");

    // then
    List<String> lines = ended.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("{\"command\":\"startSeries\"");
    assertThat(Json.read(lines.get(1), State.class)).isEqualTo(a);
    assertThat(Json.read(lines.get(2), State.class)).isEqualTo(b);
    assertThat(ended.err()).contains("a: running, 0 %");
  }

  @Test
  void whatFollowedAnEarlierSeriesIsOfNoConcern() {
    // given
    cli.installation
        .knows(
            completed("a").offset(3).build(),
            state("b", Status.FAILED).offset(3).continues("a", 1).build())
        .accepts("no change: it is completed; to run it again, add \"reset\":true");

    // then
    assertThat(cli.run("start", "a", "--wait").exitCode()).isZero();
  }

  @Test
  void whatStillRunsOfTheSeriesIsWaitedFor() {
    // given
    cli.installation
        .knows(completed("a").offset(3).build(), running("b").offset(3).continues("a", 1).build())
        .accepts("no change: it is completed; to run it again, add \"reset\":true");
    for (int i = 0; i < 50; i++) {
      cli.installation.then();
    }
    cli.installation.then(completed("b").offset(3).continues("a", 1).build());

    // when
    Cli.Ended ended = cli.run("start", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .endsWith("b: completed, 1,000 documents in 4.0 s (250/s): 1,000 updated\n");
  }
}
