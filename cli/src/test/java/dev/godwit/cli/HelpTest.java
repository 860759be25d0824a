package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @Test
  void namesAllCommandsInTheOrderInWhichTheyAreNeeded() {
    // when
    Cli.Ended ended = new Cli().run("--help");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .containsSubsequence(
            "Usage: godwit [-hV] COMMAND",
            "Commands:",
            "  start ",
            "  series ",
            "  up ",
            "  dry-run ",
            "  status ",
            "  list ",
            "  history ",
            "  pause ",
            "  resume ",
            "  cancel ",
            "  cancel-all ",
            "  retry-failed ",
            "  clear ",
            "  generate-completion ",
            "GODWIT_KAFKA_BOOTSTRAP_SERVERS",
            "Exit codes: 0 done, 1 refused, failed or no answer, 2 wrong usage.",
            "Examples:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start",
        "series",
        "up",
        "dry-run",
        "status",
        "list",
        "history",
        "pause",
        "resume",
        "cancel",
        "cancel-all",
        "retry-failed",
        "clear"
      })
  void ofEveryCommandHasExamplesAndFitsOnATerminal(String command) {
    // when
    Cli.Ended ended = new Cli().run(command, "--help");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .containsSubsequence(
            "Usage: godwit " + command + " [OPTIONS]",
            "Options:",
            "--json",
            "--kafka=HOST:PORT",
            "--topic-prefix=PREFIX",
            "--timeout=TIME",
            "--verbose",
            "-h, --help",
            "Examples:",
            "  godwit " + command)
        .doesNotContain("%n", "%%");
    assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
    assertThat(new Cli().run("help", command).out()).isEqualTo(ended.out());
  }

  @Test
  void versionIsTold() {
    // when
    Cli.Ended ended = new Cli().run("--version");

    // then
    assertThat(ended.out()).startsWith("godwit ").contains("\nJava ");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void completionKnowsTheCommandsAndTheirOptions() {
    // when
    Cli.Ended ended = new Cli().run("generate-completion");

    // then
    assertThat(ended.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("retry-failed", "--max-failures", "--watch");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void helpNeedsNoRightSettings() {
    // given
    Cli cli = new Cli(Map.of("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "wrong"), false);

    // then
    assertThat(cli.run("start", "--help").exitCode()).isZero();
  }
}
