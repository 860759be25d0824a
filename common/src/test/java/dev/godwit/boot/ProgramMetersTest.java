package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramMetersTest {

  private final PrometheusMeterRegistry registry = registry(Map.of("GODWIT_ENVIRONMENT", "prod"));

  @Test
  void everyMeterHasTheEnvironmentAsALabel() {
    // when
    registry.counter("some").increment();
    // then
    assertThat(registry.scrape())
        .contains("godwit_build_info{environment=\"prod\",program=\"worker\",version=")
        .contains("some_total{environment=\"prod\"} 1.0");
  }

  @Test
  void withoutAnEnvironmentThereIsNoSuchLabel() {
    assertThat(registry(Map.of()).scrape()).contains("program=").doesNotContain("environment");
  }

  @Test
  void whatTheProgramDependsOnIsMeasured() {
    // given
    Health health = ProgramMeters.health(Clock.systemUTC(), registry);
    // when
    health.expect("kafka", "not tried yet");
    // then
    assertThat(registry.scrape()).contains("up{component=\"kafka\",environment=\"prod\"} 0.0");
    // when
    health.up("kafka");
    // then
    assertThat(registry.scrape()).contains("up{component=\"kafka\",environment=\"prod\"} 1.0");
    // when
    health.down("kafka", "no broker", "it is tried again");
    // then
    assertThat(registry.scrape())
        .contains("up{component=\"kafka\",environment=\"prod\"} 0.0")
        .doesNotContain("no broker");
  }

  @Test
  void theJvmIsMeasuredAndEveryMeterHasAHelpText() throws Exception {
    // when
    try (AutoCloseable ofJvm = ProgramMeters.ofJvm(registry)) {
      registry.counter("of.some.library").increment();
      // then
      List<String> lines = registry.scrape().lines().toList();
      assertThat(lines)
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
          .anyMatch(line -> line.startsWith("jvm_threads_live_threads{"))
          .anyMatch(line -> line.startsWith("process_uptime_seconds{"))
          .anyMatch(line -> line.startsWith("system_cpu_usage{"))
          .contains("# HELP of_some_library_total of some library, as the library measures it");
      for (String line : lines) {
        if (line.startsWith("# TYPE ")) {
          String name = line.split(" ", -1)[2];
          assertThat(lines).anyMatch(help -> help.matches("# HELP " + name + " .{5,}"));
        }
      }
    }
  }

  @Test
  void metersOfLibrariesKeepToTheRules() {
    // when
    registry.counter("pool", "cluster.id", "6742", "server.address", "db:27017").increment();
    registry.counter("kafka.io.wait.time.ns.total").increment();
    registry.counter("kafka.start.time.ms").increment();
    registry.counter("kafka.terms").increment();
    registry.counter("kafka.connection.count").increment();
    registry.counter("kafka.lag", "topic", "godwit.tasks").increment(7);
    registry.counter("kafka.lag", "topic", "godwit_tasks").increment(8);
    registry.counter("godwit.malformed", "topic", "other").increment();
    // then
    assertThat(registry.scrape())
        .contains("pool_total{environment=\"prod\",server_address=\"db:27017\"} 1.0")
        .contains("kafka_lag_total{environment=\"prod\",topic=\"godwit.tasks\"} 7.0")
        .contains("kafka_terms_total", "godwit_malformed_total")
        .doesNotContain("wait_time", "start_time", "connection_count", "godwit_tasks", "cluster");
  }

  private static PrometheusMeterRegistry registry(Map<String, String> others) {
    Map<String, String> variables = new HashMap<>(others);
    variables.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
    return ProgramMeters.registry(
        "worker", ProgramMetersTest.class, Environment.of(variables, CommonSettings.ALL));
  }
}
