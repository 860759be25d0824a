package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.installation.InstallationException;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import java.util.List;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private final Cli cli = new Cli();

  @Test
  void acceptedCommandIsToldOnStandardOutput() {
    // given
    cli.installation.accepts("paused, 17000 of about 171075 documents done");

    // when
    Cli.Ended ended = cli.run("pause", "a");

    // then
    assertThat(ended)
        .isEqualTo(new Cli.Ended(0, "a: paused, 17000 of about 171075 documents done\n", ""));
  }

  @Test
  void commandAboutAllIsToldWithoutAName() {
    // given
    cli.installation.accepts("canceled 2: a, b");

    // when
    Cli.Ended ended = cli.run("cancel-all");

    // then
    assertThat(ended).isEqualTo(new Cli.Ended(0, "canceled 2: a, b\n", ""));
  }

  @Test
  void refusalIsToldOnStandardErrorAndEndsWithOne() {
    // given
    cli.installation.refuses("unknown migration 'b': did you mean 'a'?");

    // when
    Cli.Ended ended = cli.run("pause", "b");

    // then
    assertThat(ended)
        .isEqualTo(new Cli.Ended(1, "", "refused: unknown migration 'b': did you mean 'a'?\n"));
  }

  @Test
  void refusedStartIsNotWaitedFor() {
    // given
    cli.installation.refuses("no");

    // when
    Cli.Ended ended = cli.run("start", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void answerIsOneLineOfJsonForScriptsWhetherItIsAcceptedOrNot() {
    // given
    cli.installation.refuses("'a' is pending");

    // when
    Cli.Ended ended = cli.run("pause", "a", "--json");

    // then
    assertThat(ended)
        .isEqualTo(
            new Cli.Ended(
                1,
                """
                {"command":"pause","id":null,"migration":"a","accepted":false,"message":"'a' is pending","at":"2026-11-24T10:01:00Z"}
                """,
                ""));
  }

  @Test
  void noAnswerIsToldWithoutAStackTrace() {
    // given
    cli.installation.answers(
        command -> {
          throw new InstallationException("no coordinator answered within 10 s");
        });

    // when
    Cli.Ended ended = cli.run("pause", "a", "--json");

    // then
    assertThat(ended)
        .isEqualTo(new Cli.Ended(1, "", "godwit: no coordinator answered within 10 s\n"));
  }

  @Test
  void whatIsNobodysFaultIsShownWithItsStackTrace() {
    // given
    cli.installation.answers(
        command -> {
          throw new IllegalStateException("a mistake of ours");
        });

    // when
    Cli.Ended ended = cli.run("pause", "a");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("please report it", "IllegalStateException: a mistake of ours", "\tat ");
  }

  @Test
  void whatATerminalWouldTakeForACommandIsNotPassedOn() {
    // given
    cli.installation.accepts("odd \u001B[2J name\nof two lines");

    // when
    Cli.Ended ended = cli.run("pause", "a");

    // then
    assertThat(ended.out()).isEqualTo("a: odd  [2J name of two lines\n");
  }

  @Test
  void dryRunIsShownWithItsReport() {
    // given
    DryRunReport report =
        new DryRunReport(
            Counts.of(1, 0, 0, 1, 0, 0),
            null,
            false,
            List.of(new DryRunReport.FailedDocument(new BsonInt32(2), "no name")),
            List.of(
                new DryRunReport.Pair(
                    Json.tree("{\"_id\":1}"), Json.tree("{\"_id\":1,\"plan\":\"basic\"}"))));
    cli.installation.answers(
        command ->
            new Reply("start", null, "a", true, "tried 2 documents", StateBuilder.BEGUN, report));

    // when
    Cli.Ended ended = cli.run("dry-run", "a");

    // then
    assertThat(ended)
        .isEqualTo(
            new Cli.Ended(
                0,
                """
                a: tried 2 documents
                  1 updated, 1 failed

                Would fail:
                  2: no name

                Would change:

                    _id: 1
                  + plan: "basic"
                """,
                ""));
  }
}
