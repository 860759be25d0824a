package dev.godwit.cli.text;

import dev.godwit.protocol.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, durations and times as people read them. */
public final class Shown {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private Shown() {}

  /** {@code 171,075}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 23,411/s}, and below ten {@code 0.4/s}. */
  public static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 9.95 ? "%.1f/s" : "%,.0f/s", perSecond);
  }

  /** The two largest units: {@code 4 s}, {@code 1 min 5 s}, {@code 2 h 3 min}, {@code 3 d 4 h}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    } else if (seconds < 3_600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    } else if (seconds < 86_400) {
      return two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
    }
    return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
  }

  /** Like {@link #duration}, but {@code 8.2 s} below a minute and {@code 350 ms} below a second. */
  public static String exactDuration(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1_000) {
      return millis + " ms";
    }
    return millis < 60_000
        ? String.format(Locale.ROOT, "%d.%d s", millis / 1_000, millis % 1_000 / 100)
        : duration(duration);
  }

  /** {@code alice (proven)}, or {@code alice (claimed)} where anybody could have said so. */
  public static String actorOr(String nobody, Actor actor) {
    return actor.name() == null
        ? nobody
        : printable(actor.name()) + (actor.proven() ? " (proven)" : " (claimed)");
  }

  /** {@code 2026-11-24 10:03:12}. */
  public static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }

  /** {@code 10:03:12}. */
  public static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }

  /** {@code 1 document}, {@code 2 documents}. */
  public static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** At most so many characters, with an ellipsis for what is left out. */
  public static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
  }

  /** On one line and without what a terminal might take for a command. */
  public static String printable(String text) {
    return text.strip().replaceAll("\\p{Cntrl}+", " ");
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return small == 0 ? large + " " + unit : "%d %s %d %s".formatted(large, unit, small, smallUnit);
  }
}
