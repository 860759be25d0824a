package dev.godwit.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types that settings have. */
public final class SettingTypes {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Z_]+://)?(\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]+):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  private SettingTypes() {}

  /** Text of at most so many characters. */
  public static SettingType<String> text(int maxLength) {
    return new SettingType<>(
        "text of at most " + maxLength + " characters",
        text -> refuseUnless(text.length() <= maxLength, text),
        text -> text);
  }

  /** Text that matches the pattern as a whole. */
  public static SettingType<String> matching(String expected, String regex) {
    Pattern pattern = Pattern.compile(regex);
    return new SettingType<>(
        expected, text -> refuseUnless(pattern.matcher(text).matches(), text), text -> text);
  }

  /** A whole number within the range, both ends included. */
  public static SettingType<Integer> integer(int min, int max) {
    return new SettingType<>(
        "a whole number, " + min + " to " + max,
        text -> (int) within(text, min, max),
        String::valueOf);
  }

  /** A TCP port to listen on. */
  public static SettingType<Integer> port() {
    return new SettingType<>(
        "a port, 1 to 65535, or 0 for any free one",
        text -> (int) within(text, 0, HIGHEST_PORT),
        String::valueOf);
  }

  /** A duration that is written as a whole number of milliseconds. */
  public static SettingType<Duration> milliseconds(long min, long max) {
    return new SettingType<>(
        "milliseconds, " + min + " to " + max,
        text -> Duration.ofMillis(within(text, min, max)),
        duration -> String.valueOf(duration.toMillis()));
  }

  /** A file or folder, which need not be there. */
  public static SettingType<Path> path() {
    return new SettingType<>("a path", Path::of, Path::toString);
  }

  /** Exactly {@code true} or {@code false}: a typo must not mean false. */
  public static SettingType<Boolean> bool() {
    return new SettingType<>(
        "true or false",
        text -> {
          String lower = text.toLowerCase(Locale.ROOT);
          return refuseUnless(lower.equals("true") || lower.equals("false"), lower).equals("true");
        },
        String::valueOf);
  }

  /** One of the constants, in lower case with '-' for '_'. */
  public static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    return new SettingType<>(
        constants.stream()
            .map(SettingTypes::written)
            .collect(Collectors.joining(", ", "one of ", "")),
        text ->
            constants.stream()
                .filter(one -> written(one).equalsIgnoreCase(text.replace('_', '-')))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new),
        SettingTypes::written);
  }

  /** Several values with commas between them; blanks around them do not count. */
  public static <T> SettingType<List<T>> listOf(SettingType<T> element) {
    return new SettingType<>(
        "a comma-separated list, each " + element.expected(),
        text -> elements(text).map(element.parser()).toList(),
        list -> list.stream().map(element.format()).collect(Collectors.joining(",")));
  }

  /** Where to find brokers; kept as text, because Kafka's clients want it so. */
  public static SettingType<String> bootstrapServers() {
    return new SettingType<>(
        "host:port, or several with commas between them",
        text -> {
          List<String> servers = elements(text).toList();
          boolean right = !servers.isEmpty() && servers.stream().allMatch(SettingTypes::isServer);
          return refuseUnless(right, String.join(",", servers));
        },
        text -> text);
  }

  private static Stream<String> elements(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(one -> !one.isEmpty());
  }

  private static boolean isServer(String text) {
    var match = HOST_AND_PORT.matcher(text);
    if (!match.matches()) {
      return false;
    }
    int port = Integer.parseInt(match.group(3));
    return port > 0 && port <= HIGHEST_PORT;
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static long within(String text, long min, long max) {
    long number = Long.parseLong(text);
    if (number < min || number > max) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static String refuseUnless(boolean right, String text) {
    if (!right) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
