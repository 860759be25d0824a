package dev.godwit.coordinator;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                classPath(),
                CoordinatorMain.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(logs.resolve("coordinator.log").toFile());
    builder.environment().putAll(settings);
    return builder.start();
  }

  private static String classPath() {
    ClassLoader loader = ChildCoordinator.class.getClassLoader();
    return loader instanceof URLClassLoader urls
        ? Stream.of(urls.getURLs())
            .map(URL::getPath)
            .collect(Collectors.joining(System.getProperty("path.separator")))
        : System.getProperty("java.class.path");
  }
}
