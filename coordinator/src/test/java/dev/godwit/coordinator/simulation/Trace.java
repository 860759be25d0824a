package dev.godwit.coordinator.simulation;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, for people; costs nothing unless somebody wants to read it. */
final class Trace {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final boolean kept;
  private final List<String> lines = new ArrayList<>();

  private Trace(boolean kept) {
    this.kept = kept;
  }

  static Trace none() {
    return new Trace(false);
  }

  static Trace kept() {
    return new Trace(true);
  }

  boolean isKept() {
    return kept;
  }

  void line(Clock clock, String who, String format, @Nullable Object... args) {
    if (kept) {
      String what = format.formatted(Shown.all(args));
      lines.add("%s %-11s %s".formatted(TIME.format(clock.now()), who, what));
    }
  }

  List<String> lines() {
    return lines;
  }
}
