package dev.godwit.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 10}, {@code 10s}, {@code 500ms} and {@code 2m}. */
final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,7})\\s*(ms|s|m)?");
  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofHours(1);

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw refused(text);
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    Duration duration =
        switch (unit) {
          case "ms" -> Duration.ofMillis(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofSeconds(number);
        };
    if (duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0) {
      throw refused(text);
    }
    return duration;
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        "'%s': expected seconds (10), or a number with a unit (500ms, 10s, 2m); 100ms to 60m"
            .formatted(text));
  }
}
