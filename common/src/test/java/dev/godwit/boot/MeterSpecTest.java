package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.MeterSpec.Kind;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeterSpecTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @ParameterizedTest
  @EnumSource
  void theTableNamesItAsPrometheusDoes(Kind kind) {
    // given
    MeterSpec spec = MeterSpec.of(kind, "some.meter", "what it is", "label");
    // when
    switch (kind) {
      case COUNTER, SECONDS_COUNTER -> spec.counter(registry, "x").increment();
      case GAUGE, SECONDS_GAUGE -> spec.gauge(registry, () -> 1, "x");
      case SUMMARY, HISTOGRAM -> spec.timer(registry, "x").record(Duration.ofMillis(3));
      case SIZES -> spec.sizes(registry, "x").record(3);
    }
    // then
    String type = spec.row().split("\\|", -1)[2].trim();
    assertThat(registry.scrape())
        .contains("# HELP " + spec.prometheusName() + " what it is\n")
        .contains("# TYPE " + spec.prometheusName() + " " + type + "\n")
        .contains("label=\"x\"");
  }

  @Test
  void histogramsHaveFewBuckets() {
    // when
    MeterSpec.of(Kind.HISTOGRAM, "hop", "one").timer(registry).record(Duration.ofMillis(3));
    // then
    assertThat(registry.scrape())
        .contains("hop_seconds_bucket{le=\"0.0025\"} 0", "hop_seconds_bucket{le=\"0.005\"} 1")
        .satisfies(text -> assertThat(text.split("hop_seconds_bucket", -1)).hasSizeLessThan(20));
  }

  @Test
  void everyLabelNeedsItsValue() {
    // given
    MeterSpec spec = MeterSpec.of(Kind.COUNTER, "some.meter", "what it is", "one", "two");
    // then
    assertThatThrownBy(() -> spec.counter(registry, "x"))
        .hasMessageContaining("some.meter has the tags [one, two]");
  }

  @Test
  void theTableBeginsWithTheMetersOfEveryProgram() {
    assertThat(
            MeterTable.markdown(List.of(MeterSpec.of(Kind.COUNTER, "own", "what", "a", "b")))
                .lines())
        .hasSize(5)
        .anyMatch(row -> row.startsWith("| `godwit_build_info` | gauge | `program`, `version` |"))
        .endsWith("| `own_total` | counter | `a`, `b` | what |");
  }
}
