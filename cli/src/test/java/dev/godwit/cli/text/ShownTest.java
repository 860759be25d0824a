package dev.godwit.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "65, 1 min 5 s",
    "3599, 59 min 59 s",
    "3600, 1 h",
    "7384, 2 h 3 min",
    "86400, 1 d",
    "273600, 3 d 4 h",
    "-5, 0 s"
  })
  void durationsHaveTheirTwoLargestUnits(long seconds, String shown) {
    assertThat(Shown.duration(Duration.ofSeconds(seconds))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1.0 s",
    "8290, 8.2 s",
    "59999, 59.9 s",
    "60000, 1 min"
  })
  void exactDurationsHaveTenthsOfSeconds(long millis, String shown) {
    assertThat(Shown.exactDuration(Duration.ofMillis(millis))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0.04 | 0.0/s", "0.4 | 0.4/s", "9.94 | 9.9/s", "9.96 | 10/s", "23411.4 | 23,411/s"})
  void ratesAreAsExactAsTheyAreUseful(double perSecond, String shown) {
    assertThat(Shown.rate(perSecond)).isEqualTo(shown);
  }

  @Test
  void numbersAreGroupedAndNounsAreRight() {
    assertThat(Shown.number(1_234_567)).isEqualTo("1,234,567");
    assertThat(Shown.count(1, "conflict")).isEqualTo("1 conflict");
    assertThat(Shown.count(0, "conflict")).isEqualTo("0 conflicts");
  }

  @Test
  void whoHasProvenWhoTheyAreIsToldFromWhoSaysSo() {
    assertThat(Shown.actorOr("-", new Actor("alice", true))).isEqualTo("alice (proven)");
    assertThat(Shown.actorOr("-", Actor.claimed("al\u001bice"))).matches("al.ice \\(claimed\\)");
    assertThat(Shown.actorOr("-", Actor.NOBODY)).isEqualTo("-");
  }

  @Test
  void timesAreThoseOfTheZone() {
    // given
    Instant at = Instant.parse("2026-11-24T23:30:01Z");

    // then
    assertThat(Shown.moment(at, ZoneId.of("Europe/Berlin"))).isEqualTo("2026-11-25 00:30:01");
    assertThat(Shown.time(at, ZoneId.of("Europe/Berlin"))).isEqualTo("00:30:01");
  }

  @Test
  void longTextEndsWithAnEllipsis() {
    assertThat(Shown.shortened("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Shown.shortened("abcdefg", 6)).isEqualTo("abcde…").hasSize(6);
    assertThat(Shown.shortened("ab", 1)).isEqualTo("…");
  }
}
