package dev.godwit.local.servers;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a program of the test class path is started in a process of its own. */
public final class JavaCommand {

  private JavaCommand() {}

  /**
   * The command, with little memory and without the compiler that only pays for long lives.
   *
   * @param options more options of the JVM
   */
  public static List<String> of(String main, List<String> arguments, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), main));
    command.addAll(arguments);
    return command;
  }

  private static String classPath() {
    ClassLoader loader = JavaCommand.class.getClassLoader();
    // Some launchers load the tests by a loader of their own.
    return loader instanceof URLClassLoader urls
        ? Arrays.stream(urls.getURLs())
            .map(JavaCommand::file)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  private static String file(URL url) {
    return Path.of(URI.create(url.toString())).toString();
  }
}
