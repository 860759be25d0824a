package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypesTest {

  private enum Mode {
    FULL_SPEED,
    SLOW
  }

  @Test
  void integersWithinTheRangeAreTaken() {
    SettingType<Integer> type = SettingTypes.integer(1, 1000);
    assertThat(type.parser().apply("1")).isEqualTo(1);
    assertThat(type.parser().apply("1000")).isEqualTo(1000);
    assertThat(type.expected()).isEqualTo("a whole number, 1 to 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-5", "1.5", "ten", "1e3", "99999999999999999999", "\"8\""})
  void otherIntegersAreRefused(String text) {
    refuses(SettingTypes.integer(1, 1000), text);
  }

  @Test
  void portsReachFromAnyFreeOneToTheHighest() {
    assertThat(SettingTypes.port().parser().apply("0")).isZero();
    assertThat(SettingTypes.port().parser().apply("65535")).isEqualTo(65_535);
    refuses(SettingTypes.port(), "65536");
  }

  @Test
  void durationsAreMilliseconds() {
    SettingType<Duration> type = SettingTypes.milliseconds(10, 5_000);
    assertThat(type.parser().apply("1500")).isEqualTo(Duration.ofMillis(1500));
    assertThat(type.format().apply(Duration.ofSeconds(2))).isEqualTo("2000");
    refuses(type, "9");
    refuses(type, "5s");
  }

  @Test
  void aTypoDoesNotMeanFalse() {
    assertThat(SettingTypes.bool().parser().apply("TRUE")).isTrue();
    assertThat(SettingTypes.bool().parser().apply("false")).isFalse();
    refuses(SettingTypes.bool(), "yes");
    refuses(SettingTypes.bool(), "ture");
  }

  @Test
  void constantsAreWrittenInLowerCaseWithDashes() {
    SettingType<Mode> type = SettingTypes.oneOf(Mode.class);
    assertThat(type.expected()).isEqualTo("one of full-speed, slow");
    assertThat(type.parser().apply("full-speed")).isEqualTo(Mode.FULL_SPEED);
    assertThat(type.parser().apply("FULL_SPEED")).isEqualTo(Mode.FULL_SPEED);
    assertThat(type.format().apply(Mode.FULL_SPEED)).isEqualTo("full-speed");
    refuses(type, "fast");
  }

  @Test
  void listsAreSplitAtCommasWithoutBlanks() {
    SettingType<List<Integer>> type = SettingTypes.listOf(SettingTypes.integer(0, 9));
    assertThat(type.parser().apply("1, 2 ,3,")).containsExactly(1, 2, 3);
    assertThat(type.format().apply(List.of(1, 2))).isEqualTo("1,2");
    refuses(type, "1,10");
  }

  @Test
  void textMayNotBeTooLong() {
    assertThat(SettingTypes.text(3).parser().apply("abc")).isEqualTo("abc");
    refuses(SettingTypes.text(3), "abcd");
  }

  @Test
  void pathsNeedNotExist() {
    assertThat(SettingTypes.path().parser().apply("/no/such")).isEqualTo(Path.of("/no/such"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka:9092",
        "a.b-c:1, d:2",
        "[::1]:9092",
        "PLAINTEXT://kafka:9092",
        "10.0.0.1:1"
      })
  void serversAreHostsWithPorts(String text) {
    assertThat(SettingTypes.bootstrapServers().parser().apply(text)).doesNotContain(" ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "kafka:", ":9092", "kafka:0", "kafka:70000", ",", "a:1;b:2"})
  void otherServersAreRefused(String text) {
    refuses(SettingTypes.bootstrapServers(), text);
  }

  private static void refuses(SettingType<?> type, String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> type.parser().apply(text));
  }
}
