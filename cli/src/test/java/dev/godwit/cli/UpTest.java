package dev.godwit.cli;

import static dev.godwit.cli.StateBuilder.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpTest {

  private static final long OFFSET = FakeInstallation.OFFSET;

  @TempDir private Path folder;
  private final Cli cli = new Cli();

  @Test
  void namesWhatIsDeclaredInTheFolderAndWhatIsTyped() throws IOException {
    // given
    write("b.yaml", "# a plan\nname: 20261124\ncollection: teams\nfilter: { a: 1 }\n");
    write("a.json", "{\"name\":\"a\",\"collection\":\"teams\"}");
    write("c.yml", "\uFEFF{\"name\": 'x.y'}");
    write("notes.txt", "not one");
    write(".hidden.yaml", "name: hidden");

    // when
    Cli.Ended ended =
        cli.run("up", "--migrations", folder.toString(), "--name", "z,a", "--by", "deploy");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(cli.installation.asked())
        .containsExactly(
            "{\"command\":\"up\",\"migrations\":[\"20261124\",\"a\",\"x.y\",\"z\"],\"by\":\"deploy\"}");
    assertThat(ended.err())
        .isEqualTo("waits up to 5 minutes until a worker announces 20261124, a, x.y, z\n");
    assertThat(cli.installation.patience()).isGreaterThan(Duration.ofMinutes(5));
  }

  @Test
  void theFolderMayBeInTheEnvironment() throws IOException {
    // given
    write("a.yaml", "name: a\n");
    Cli inJob = new Cli(Map.of("GODWIT_MIGRATIONS_DIR", folder.toString()), false);

    // when
    inJob.run("up", "--to", "a", "--resume", "--allow-changed", "--by", "deploy");

    // then
    assertThat(inJob.installation.asked())
        .containsExactly(
            "{\"command\":\"up\",\"to\":\"a\",\"migrations\":[\"a\"],\"resume\":true,\"allowChanged\":true,\"by\":\"deploy\"}");
  }

  @Test
  void withoutFolderNothingIsWaitedFor() {
    // when
    Cli.Ended ended = cli.run("up", "--by", "x");

    // then
    assertThat(cli.installation.asked()).containsExactly("{\"command\":\"up\",\"by\":\"x\"}");
    assertThat(ended.err()).isEmpty();
    assertThat(cli.installation.patience()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aFileWithoutNameAndAFolderThatIsNotThereAreWrongUsage() throws IOException {
    // given
    write("a.yaml", "collection: teams\n");

    // when
    Cli.Ended nameless = cli.run("up", "--migrations", folder.toString());
    Cli.Ended nowhere = cli.run("up", "--migrations", folder.resolve("x").toString());

    // then
    assertThat(nameless.exitCode()).isEqualTo(2);
    assertThat(nameless.err()).contains("--migrations: a.yaml: has no 'name'");
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).contains("expected a folder that can be read");
  }

  @Test
  void jarsAreMentionedUntilTheirMigrationsAreNamed() throws IOException {
    // given
    write("code.jar", "");

    // when
    Cli.Ended ended = cli.run("up", "--migrations", folder.toString());

    // then
    assertThat(ended.err()).contains("code.jar", "--name");
    assertThat(cli.run("up", "--migrations", folder.toString(), "--name", "a").err())
        .doesNotContain("code.jar");
  }

  @Test
  void whatIsRefusedEndsWithOne() {
    // given
    cli.installation.refuses("nothing was started: 'a' is paused");

    // when
    Cli.Ended ended = cli.run("up", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).isEqualTo("refused: nothing was started: 'a' is paused\n");
  }

  @Test
  void waitsUntilAllAreCompleted() {
    // given
    cli.installation
        .knows(
            state("a", Status.COMPLETED).build(),
            state("b", Status.PENDING).build(),
            state("c", Status.PENDING).build())
        .accepts("'b': run 1 begins, then c")
        .then(state("b", Status.RUNNING).offset(OFFSET).next("c").total(10L).build())
        .then(
            state("c", Status.RUNNING).continues("b", 1).total(10L).build(),
            state("b", Status.COMPLETED).offset(OFFSET).total(10L).processed(10).build())
        .then(state("c", Status.COMPLETED).continues("b", 1).total(10L).processed(10).build());

    // when
    Cli.Ended ended = cli.run("up", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .containsSubsequence(
            "'b': run 1 begins, then c",
            "b: running",
            "b: completed, 100 %",
            "c: running",
            "c: completed, 100 %",
            "b: completed, 10 documents",
            "c: completed, 10 documents")
        .doesNotContain("a: completed");
  }

  @Test
  void whatIsNotCompletedInTheEndIsToldAndEndsWithOne() {
    // given
    cli.installation
        .knows(state("a", Status.RUNNING).build(), state("b", Status.PENDING).build())
        .accepts("'a': run 1 begins, then b")
        .then(state("a", Status.RUNNING).offset(OFFSET).next("b").build())
        .then(state("a", Status.FAILED).offset(OFFSET).error("boom", 7, 3L).next("b").build());

    // when
    Cli.Ended ended = cli.run("up", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).containsSubsequence("a: failed", "boom", "b: pending");
  }

  @Test
  void nothingToDoIsDoneAtOnceAndWhatComesLaterIsOfNoConcern() {
    // given
    cli.installation
        .knows(state("a", Status.COMPLETED).offset(1).build(), state("z", Status.PENDING).build())
        .accepts("nothing to do: all 1 up to 'a' are completed");

    // when
    Cli.Ended ended = cli.run("up", "--to", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).isEqualTo("nothing to do: all 1 up to 'a' are completed\n");
  }

  @Test
  void whatLeadsToThemIsWaitedForAlthoughItIsNotOneOfThem() {
    // given
    cli.installation
        .knows(
            state("z", Status.RUNNING).offset(1).next("y", "a", "m").build(),
            state("y", Status.PENDING).build(),
            state("a", Status.PENDING).build(),
            state("m", Status.COMPLETED).offset(1).build())
        .accepts("no change: 'z' is running, 0 documents done, then y, a, m");
    for (int i = 0; i < 50; i++) {
      cli.installation.then();
    }
    cli.installation
        .then(state("y", Status.RUNNING).continues("z", 1).next("a", "m").build())
        .then(state("z", Status.COMPLETED).offset(1).build())
        .then(state("a", Status.RUNNING).continues("y", 1).next("m").build())
        .then(state("y", Status.COMPLETED).continues("z", 1).build())
        .then(state("a", Status.COMPLETED).continues("y", 1).processed(10).build());

    // when
    Cli.Ended ended = cli.run("up", "--to", "m", "--wait");

    // then
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .containsSubsequence(
            "z: running", "z: completed", "y: completed", "a: completed", "a: completed, 10")
        .doesNotContain("m: completed", "z: completed, 0 documents in");
  }

  @Test
  void whatLeadsToThemAndStopsIsNotWaitedForAnyLonger() {
    // given
    cli.installation
        .knows(
            state("z", Status.RUNNING).offset(1).next("a").build(),
            state("a", Status.PENDING).build())
        .accepts("no change: 'z' is running, 0 documents done, then a");
    for (int i = 0; i < 50; i++) {
      cli.installation.then();
    }
    cli.installation.then(state("z", Status.FAILED).offset(1).error("boom", 7, 3L).build());

    // when
    Cli.Ended ended = cli.run("up", "--to", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).contains("z: failed");
    assertThat(ended.err()).contains("a: pending");
  }

  @Test
  void whatFollowsARunningOneButIsCompletedIsNotWaitedFor() {
    // given
    cli.installation
        .knows(
            state("z", Status.RUNNING).offset(1).next("a").build(),
            state("a", Status.COMPLETED).offset(1).build())
        .accepts("nothing to do: all 1 up to 'a' are completed");

    // when
    Cli.Ended ended = cli.run("up", "--to", "a", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void whatWasCompletedBeforeAnybodyLookedIsTold() {
    // given
    cli.installation
        .knows(
            state("a", Status.COMPLETED).offset(OFFSET).processed(5).build(),
            state("b", Status.COMPLETED).continues("a", 1).processed(6).build())
        .accepts("'a': run 1 begins, then b");

    // when
    Cli.Ended ended = cli.run("up", "--wait");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).contains("a: completed, 5 documents", "b: completed, 6 documents");
  }

  @Test
  void anInstallationThatIsNotThereYetIsWaitedFor() {
    // given
    cli.installation.isNotThere(2).knows(state("a", Status.PENDING).build());

    // when
    Cli.Ended ended = cli.run("up", "--name", "a");

    // then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).isEqualTo("tries for up to 5 minutes: there is no topic\n");
  }

  @Test
  void anInstallationThatNeverComesEndsWithOne() {
    // given
    cli.installation.isNotThere(5);

    // when
    Cli.Ended ended = cli.run("up", "--name", "a");

    // then
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).endsWith("godwit: there is no topic\n");
    assertThat(cli.installation.asked()).isEmpty();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
