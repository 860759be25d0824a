package dev.godwit.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Who asks, and for whom the answer is. */
final class AskOptions {

  @Option(
      names = "--by",
      paramLabel = "WHO",
      order = 80,
      converter = WhoConverter.class,
      description = "Who asks, as the state will tell; your user name unless given.")
  private @Nullable String by;

  @Option(
      names = "--json",
      order = 81,
      description = "Prints JSON for scripts and nothing else on standard output.")
  private boolean json;

  /** Null when not even the system knows. */
  @Nullable String by() {
    return Objects.requireNonNullElseGet(by, () -> System.getProperty("user.name"));
  }

  boolean json() {
    return json;
  }

  /** Reads a name that is not too long for a command. */
  private static final class WhoConverter implements ITypeConverter<String> {
    private static final int MOST = 200;

    @Override
    public String convert(String text) {
      if (text.isBlank() || text.length() > MOST) {
        throw new TypeConversionException("expected a text of 1 to %d characters".formatted(MOST));
      }
      return text;
    }
  }
}
