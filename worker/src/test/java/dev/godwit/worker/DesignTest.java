package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.boot.SettingsTable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DesignTest {

  private static final Path FILE =
      Path.of(Files.exists(Path.of("DESIGN.md")) ? "." : "worker").resolve("DESIGN.md");

  @Test
  void itNamesEveryMetricAndEverySetting() throws Exception {
    assertThat(Files.readString(FILE))
        .contains(WorkerMetric.markdown())
        .contains(SettingsTable.markdown(WorkerSettings.ALL));
  }
}
