package dev.godwit.coordinator;

import dev.godwit.local.servers.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A coordinator in a process of its own, which can be killed. */
final class ChildCoordinator {

  private ChildCoordinator() {}

  /**
   * Starts it.
   *
   * @param logs where its output goes
   */
  static Process start(Map<String, String> settings, Path logs) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.of(CoordinatorMain.class.getName(), List.of()))
            .redirectErrorStream(true)
            .redirectOutput(logs.resolve("coordinator.log").toFile());
    builder.environment().putAll(settings);
    return builder.start();
  }
}
