package dev.godwit.local.servers;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What tests run with, for processes of their own. */
public final class TestClassPath {

  private TestClassPath() {}

  /** As {@code java -cp} takes it. */
  public static String get() {
    ClassLoader loader = TestClassPath.class.getClassLoader();
    // Some launchers load the tests by a loader of their own.
    return loader instanceof URLClassLoader urls
        ? Arrays.stream(urls.getURLs())
            .map(TestClassPath::file)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  private static String file(URL url) {
    return Path.of(URI.create(url.toString())).toString();
  }
}
