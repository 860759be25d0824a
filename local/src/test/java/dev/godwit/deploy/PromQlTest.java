package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {

  @Test
  void aMetricIsFoundWhereverItStands() {
    // when
    PromQl query =
        PromQl.of(
            "60 * sum by (a) (rate(one{b=\"three{x}\", c=~\"four|$d\"}[$__rate_interval]))\n"
                + " / (two_total > 0) or on (e) max without(f) (5m_is_none) or vector(0) unless six");
    // then
    assertThat(query.metrics()).containsExactly("one", "six", "two_total");
    assertThat(query.labels()).containsExactly("a", "b", "c", "e", "f");
    assertThat(query.rangeVariables()).containsExactly("$__rate_interval");
  }

  @Test
  void aLengthOfTimeIsNoVariable() {
    assertThat(PromQl.of("rate(one[5m])").rangeVariables()).isEmpty();
  }
}
