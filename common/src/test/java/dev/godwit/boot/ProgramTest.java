package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgramTest {

  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final Program program = new Program("test");

  @Test
  void itRunsUntilItIsStoppedAndThenClosesItsParts() {
    // given
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () -> program.run(own -> own.add("part", () -> closed.add("part"))));
    // when
    program.stop();
    // then
    assertThat(code).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(Program.STOPPED);
    assertThat(closed).containsExactly("part");
  }

  @Test
  void aPartThatFailsForGoodEndsIt() {
    // when
    int code =
        program.run(
            own -> {
              own.add("part", () -> closed.add("part"));
              own.fail("no stream thread is left");
            });
    // then
    assertThat(code).isEqualTo(Program.FAILED);
    assertThat(closed).containsExactly("part");
  }

  @Test
  void wrongSettingsHaveACodeOfTheirOwn() {
    assertThat(
            program.run(
                own -> {
                  throw new SettingsException(
                      List.of(new SettingProblem("GODWIT_X", null, "is not set")));
                }))
        .isEqualTo(Program.WRONG_SETTINGS);
  }

  @Test
  void aStartThatFailsClosesWhatWasStarted() {
    // when
    int code =
        program.run(
            own -> {
              own.add("part", () -> closed.add("part"));
              throw new StartException("port 8080 is taken");
            });
    // then
    assertThat(code).isEqualTo(Program.FAILED);
    assertThat(closed).containsExactly("part");
  }

  @Test
  void anUnexpectedFailureIsAFailure() {
    assertThat(
            program.run(
                own -> {
                  throw new AssertionError("cannot be");
                }))
        .isEqualTo(Program.FAILED);
  }

  @Test
  void whatFailsBecauseItIsStoppedIsNoFailure() {
    // when
    int code =
        program.run(
            own -> {
              own.stop();
              throw new IllegalStateException("closed under its hands");
            });
    // then
    assertThat(code).isEqualTo(Program.STOPPED);
  }

  @Test
  void failingAfterAStopIsNoFailure() {
    // when
    int code =
        program.run(
            own -> {
              own.stop();
              own.fail("streams are closed");
            });
    // then
    assertThat(code).isEqualTo(Program.STOPPED);
  }

  @Test
  void theTimeThatAStopMayTakeComesFromTheSettings() {
    // given
    CountDownLatch never = new CountDownLatch(1);
    Map<String, String> variables =
        Map.of(
            "GODWIT_KAFKA_BOOTSTRAP_SERVERS", "k:1",
            "GODWIT_SHUTDOWN_TIMEOUT_MS", "1000",
            "GODWIT_OF_ANOTHER_PROGRAM", "x");
    // when
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () ->
                program.run(
                    own -> {
                      own.environment(variables, CommonSettings.ALL);
                      own.add("part", never::await);
                      own.stop();
                    }));
    // then
    assertThat(code).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(Program.STOPPED);
  }
}
