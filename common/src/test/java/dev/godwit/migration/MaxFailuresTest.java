package dev.godwit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaxFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "10, 10",
    "1e3, 1000",
    "9223372036854775807, 9223372036854775807",
    "5%, 5%",
    "0.5 %, 0.5%",
    "1e1%, 10%"
  })
  void countsAndSharesAreRead(String text, String written) {
    assertThat(MaxFailures.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "0.5",
        "0%",
        "101%",
        "many",
        "%",
        "9223372036854775808",
        "1e999999999",
        "1e-999999999%",
        "0e999999999",
        "1e2147483648"
      })
  void anythingElseIsRefusedAtOnce(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaxFailures.parse(text))
        .withMessageStartingWith("maxFailures ");
  }

  @Test
  void aNumberThatWouldFillTheMemoryIsRefusedHoweverItIsMade() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaxFailures(new BigDecimal("1e-999999999"), true));
  }
}
