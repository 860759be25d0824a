package dev.godwit.cli;

import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.installation.InstallationException;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusCommandTest {

  private final Cli cli = new Cli();

  @Test
  void oneIsShownInFull() {
    // given
    cli.installation.knows(state("a", Status.PENDING).build(), state("b", Status.PENDING).build());

    // when
    Cli.Ended ended = cli.run("status", "a");

    // then
    assertThat(ended.out()).startsWith("a\n  about       every team has a plan\n");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void severalAreATableInTheOrderOfTheNames() {
    // given
    cli.installation.knows(
        state("a", Status.PENDING).build(),
        state("b", Status.PENDING).build(),
        state("c", Status.PENDING).build());

    // when
    Cli.Ended ended = cli.run("status", "c", "a");

    // then
    assertThat(ended.out().lines().map(line -> line.substring(0, 1)))
        .containsExactly("M", "c", "a");
    assertThat(cli.run("status").out().lines().map(line -> line.substring(0, 1)))
        .containsExactly("M", "a", "b", "c");
  }

  @Test
  void unknownOneEndsWithOne() {
    // given
    cli.installation.knows(state("20261124-plan", Status.PENDING).build());

    // when
    Cli.Ended ended = cli.run("status", "20261124-plam", "--watch");

    // then
    assertThat(ended)
        .isEqualTo(
            new Cli.Ended(
                1,
                "",
                "godwit: unknown migration '20261124-plam': did you mean '20261124-plan'?\n"));
  }

  @Test
  void nothingKnownIsToldInWords() {
    // given
    String told =
        "no migration is known yet; a worker announces those that it has when it starts\n";

    // then
    assertThat(cli.run("status")).isEqualTo(new Cli.Ended(0, told, ""));
    assertThat(cli.run("list")).isEqualTo(new Cli.Ended(0, told, ""));
    assertThat(cli.run("list", "--json")).isEqualTo(new Cli.Ended(0, "", ""));
    assertThat(cli.run("status", "--json")).isEqualTo(new Cli.Ended(0, "", ""));
  }

  @Test
  void jsonIsOneStateALine() {
    // given
    State a = state("a", Status.RUNNING).processed(3).build();
    State b = state("b", Status.PENDING).build();
    cli.installation.knows(a, b);

    // then
    for (String command : List.of("list", "status")) {
      Cli.Ended ended = cli.run(command, "--json");
      assertThat(ended.out().lines().map(line -> Json.read(line, State.class)))
          .containsExactly(a, b);
      assertThat(ended.err()).isEmpty();
    }
  }

  @Test
  void watchEndsWhenAllThatWereNamedAreAtRest() {
    // given
    cli.installation
        .knows(state("a", Status.RUNNING).next("b").build(), state("b", Status.PENDING).build())
        .then(state("a", Status.COMPLETED).build(), state("b", Status.RUNNING).processed(1).build())
        .then(state("b", Status.PAUSED).processed(2).build());

    // when
    Cli.Ended ended = cli.run("status", "a", "b", "--watch");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            """
            10:01:00 a: running, 0 documents
            10:01:00 b: pending, 0 documents
            10:01:00 a: completed, 100 %, 0 documents
            10:01:00 b: running, 1 document
            10:01:01 b: paused, 2 documents
            """);
  }

  @Test
  void watchOfWhatIsAtRestShowsItOnce() {
    // given
    cli.installation.knows(state("a", Status.FAILED).build());

    // then
    assertThat(cli.run("status", "a", "--watch").out().lines()).hasSize(1);
  }

  @Test
  void watchWithJsonWritesALineForEachChange() {
    // given
    State first = state("a", Status.RUNNING).build();
    State second = state("a", Status.RUNNING).processed(1).build();
    State last = state("a", Status.COMPLETED).processed(2).build();
    cli.installation.knows(first).then(second).then().then(last);

    // when
    Cli.Ended ended = cli.run("status", "a", "--watch", "--json");

    // then
    assertThat(ended.out().lines().map(line -> Json.read(line, State.class)))
        .containsExactly(first, second, last);
  }

  @Test
  void watchWithoutNamesShowsWhatMovesAndGoesOn() {
    // given
    cli.installation
        .knows(state("a", Status.COMPLETED).build(), state("b", Status.PENDING).build())
        .then(state("b", Status.RUNNING).build())
        .then(state("b", Status.COMPLETED).build())
        .then()
        .thenFails(new InstallationException("Kafka is gone"));

    // when
    Cli.Ended ended = cli.run("status", "--watch");

    // then
    assertThat(ended.err()).isEqualTo("godwit: Kafka is gone\n");
    assertThat(ended.out())
        .isEqualTo(
            """
            10:01:00 b: running, 0 documents
            10:01:01 b: completed, 100 %, 0 documents
            """);
  }
}
