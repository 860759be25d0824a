package dev.godwit.worker.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Time that stands still unless a test moves it, and pauses that are only noted. */
final class TestPace extends Clock {

  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  Pace pace() {
    return new Pace(this, new Random(1), pauses::add);
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  List<Duration> pauses() {
    return pauses;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
