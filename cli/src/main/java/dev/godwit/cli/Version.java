package dev.godwit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it into the jar. */
final class Version implements IVersionProvider {

  private static final String BUILD = "/META-INF/maven/dev.godwit/godwit-cli/pom.properties";
  private static final String NOT_BUILT = "development build";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"godwit " + number(), "Java " + Runtime.version()};
  }

  private static String number() throws IOException {
    try (InputStream build = Version.class.getResourceAsStream(BUILD)) {
      if (build == null) {
        return NOT_BUILT;
      }
      Properties properties = new Properties();
      properties.load(build);
      return properties.getProperty("version", NOT_BUILT);
    }
  }
}
