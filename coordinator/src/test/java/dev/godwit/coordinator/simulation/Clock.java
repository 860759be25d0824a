package dev.godwit.coordinator.simulation;

import java.time.Duration;
import java.time.Instant;

/** The time, which passes only when the simulation says so. */
final class Clock {

  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  Instant now() {
    return now;
  }

  void passesUntil(Instant later) {
    now = later.isAfter(now) ? later : now;
  }

  boolean passes(Duration duration) {
    now = now.plus(duration);
    return true;
  }
}
