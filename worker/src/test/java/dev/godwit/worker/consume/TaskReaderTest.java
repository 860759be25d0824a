package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Task;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReaderTest {

  private static final String TASK = Json.write(Samples.batch(1, 0, 1));

  @Test
  void readsWhatTheCoordinatorWrites() {
    assertThat(read(TASK)).isEqualTo(Samples.batch(1, 0, 1));
  }

  @Test
  void ignoresFieldsOfANewerCoordinator() {
    assertThat(read(TASK.replaceFirst("\\{", "{\"new\":{\"a\":[1]},")))
        .isEqualTo(Samples.batch(1, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "5",
        "\"text\"",
        "[]",
        "{}",
        "{",
        "not JSON",
        "{\"task\":\"batch\"}",
        "{\"task\":\"nonsense\",\"migration\":\"a\"}"
      })
  void whatIsNoTaskIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"migration\":\"a\" | \"migration\":\"a b\"",
        "\"migration\":\"a\" | \"migration\":{}",
        "\"batch\":1 | \"batch\":\"x\"",
        "\"batch\":1 | \"batch\":-1",
        "\"attempt\":2 | \"attempt\":0",
        "\"version\":1 | \"version\":0",
        "\"batchSize\":10 | \"batchSize\":0",
        "\"cursor\":null | \"cursor\":{\"after\":{\"$oid\":\"x\"}}",
        "\"sentAt\":\"2026 | \"sentAt\":\"yesterday",
        "\"dryRun\":null | \"dryRun\":{\"commandId\":null,\"by\":null}",
      })
  void aTaskWithOneWrongFieldIsRefused(String change) {
    // given
    String[] parts = change.split(" \\| ", -1);
    assertThat(TASK).contains(parts[0]);

    // then
    assertThatThrownBy(() -> read(TASK.replace(parts[0], parts[1])))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void nothingIsRefused() {
    assertThatThrownBy(() -> TaskReader.read(null))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("without a value");
  }

  @Test
  void whatIsTooLargeIsRefusedUnread() {
    assertThatThrownBy(() -> TaskReader.read(new byte[1024 * 1024 + 1]))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("1048577 bytes: expected at most 1048576");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> read("{\"params\":" + "[".repeat(100_000)))
        .isInstanceOf(MalformedMessageException.class);
  }

  private static Task read(String text) {
    return TaskReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
