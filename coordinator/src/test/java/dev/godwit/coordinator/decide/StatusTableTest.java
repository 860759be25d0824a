package dev.godwit.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the status × command table. */
class StatusTableTest {

  private static final List<String> COLUMNS =
      List.of("start", "reset", "cursor", "pause", "resume", "cancel", "retryFailed", "clear");

  /** What a cell says: the status afterwards, and whether the command is accepted. */
  private static final String TABLE =
      """
      status                | start     | reset   | cursor  | pause   | resume    | cancel    | retryFailed | clear
      pending               | new run   | new run | new run | refused | new run   | no change | refused     | no change
      running               | no change | new run | new run | paused  | no change | canceled  | refused     | refused
      paused                | resumes   | new run | new run | no change | resumes | canceled  | retries     | pending
      canceled              | resumes   | new run | new run | refused | resumes   | no change | retries     | pending
      failed                | resumes   | new run | new run | refused | resumes   | canceled  | retries     | pending
      completed             | no change | new run | new run | refused | no change | no change | refused     | pending
      completedWithFailures | no change | new run | new run | refused | no change | no change | retries     | pending
      """;

  private static final Map<String, String> COMMANDS =
      Map.of(
          "start", "{'command':'start','migration':'a'}",
          "reset", "{'command':'start','migration':'a','reset':true}",
          "cursor", "{'command':'start','migration':'a','cursor':5}",
          "pause", "{'command':'pause','migration':'a'}",
          "resume", "{'command':'resume','migration':'a'}",
          "cancel", "{'command':'cancel','migration':'a'}",
          "retryFailed", "{'command':'retryFailed','migration':'a'}",
          "clear", "{'command':'clear','migration':'a'}");

  static Stream<Arguments> cells() {
    return TABLE
        .lines()
        .skip(1)
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .flatMap(
            row ->
                Stream.iterate(0, i -> i + 1)
                    .limit(COLUMNS.size())
                    .map(i -> Arguments.of(row.get(0), COLUMNS.get(i), row.get(i + 1))));
  }

  @ParameterizedTest(name = "{1} of a {0} one: {2}")
  @MethodSource("cells")
  void cell(String statusName, String command, String expected) {
    // given
    Status status = status(statusName);
    World world =
        command.equals("retryFailed")
            ? new World().withFailures("a", status)
            : new World().in("a", status);
    var before = world.state("a");
    int sentBefore = world.sent.size();

    // when
    Reply reply = world.send(COMMANDS.get(command));

    // then
    assertThat(world.replies.get(world.replies.size() - 1)).isSameAs(reply);
    assertThat(reply.command()).isEqualTo(command.matches("reset|cursor") ? "start" : command);
    switch (expected) {
      case "refused" -> {
        assertThat(reply.accepted()).isFalse();
        assertThat(world.state("a")).isEqualTo(before);
      }
      case "no change" -> {
        assertThat(reply.accepted()).isTrue();
        assertThat(reply.changedNothing()).isTrue();
        assertThat(reply.message()).startsWith("no change").contains(status.wireName());
        assertThat(world.state("a")).isEqualTo(before);
      }
      case "new run" -> {
        assertThat(reply.accepted()).isTrue();
        assertThat(world.status("a")).isEqualTo(Status.RUNNING);
        assertThat(world.state("a").run()).isEqualTo(before.run() + 1);
        assertThat(world.processed("a")).isZero();
        assertThat(world.cursor("a"))
            .isEqualTo(command.equals("cursor") ? "{\"$numberInt\": \"5\"}" : "null");
        assertThat(world.sent).hasSize(sentBefore + 1);
      }
      case "retries" -> {
        assertThat(reply.accepted()).isTrue();
        assertThat(reply.message()).startsWith("tries 2 of 2 failed documents again");
        assertThat(world.status("a")).isEqualTo(Status.RUNNING);
        assertThat(world.state("a").run()).isEqualTo(before.run());
        assertThat(world.processed("a")).isEqualTo(before.progress().counts().processed());
        assertThat(world.sent).hasSize(sentBefore + 1);
      }
      case "resumes" -> {
        assertThat(reply.accepted()).isTrue();
        assertThat(reply.message()).startsWith("resumes after");
        assertThat(world.status("a")).isEqualTo(Status.RUNNING);
        assertThat(world.state("a").run()).isEqualTo(before.run());
        assertThat(world.processed("a")).isEqualTo(before.progress().counts().processed());
        assertThat(world.sent).hasSize(sentBefore + 1);
      }
      default -> {
        assertThat(reply.accepted()).isTrue();
        assertThat(world.status("a")).isEqualTo(status(expected));
        assertThat(world.sent).hasSize(sentBefore);
      }
    }
  }

  @ParameterizedTest(name = "a refused start of a {0} one")
  @MethodSource("statuses")
  void aRefusalLeavesNoTrace(Status status) {
    // given
    World world = new World().in("a", status);

    // when
    world.send("{'command':'start','migration':'a','next':['nobody']}");

    // then
    assertThat(world.lastStored).isEmpty();
    assertThat(world.replies.get(world.replies.size() - 1).accepted()).isFalse();
  }

  static Stream<Status> statuses() {
    return Arrays.stream(Status.values());
  }

  private static Status status(String word) {
    return statuses().filter(s -> s.wireName().equals(word)).findFirst().orElseThrow();
  }
}
