package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

  private final Health health = new Health(Clock.systemUTC());

  @Test
  void isHealthyWhileTheProgramLivesThoughItIsNotReady() {
    // given
    health.expect("kafka", "no broker answers");
    try (OpsServer server = server()) {
      // when / then
      assertThat(HealthCheck.check(variables(server.port()))).isTrue();
    }
  }

  @Test
  void isNotHealthyWhenTheProgramSaysSo() {
    // given
    try (OpsServer server = OpsServer.start("127.0.0.1", 0, new Routes().get("/live", dead()))) {
      // when / then
      assertThat(HealthCheck.check(variables(server.port()))).isFalse();
    }
  }

  @Test
  void isNotHealthyWhenNobodyAnswers() {
    // given
    int port;
    try (OpsServer server = server()) {
      port = server.port();
    }
    // when / then
    assertThat(HealthCheck.check(variables(port))).isFalse();
    assertThat(HealthCheck.check(Map.of("GODWIT_HTTP_PORT", "eighty"))).isFalse();
  }

  private static Endpoint dead() {
    return request -> Answer.error(503, "streams has stopped");
  }

  private OpsServer server() {
    Routes routes = Routes.standard(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), health);
    return OpsServer.start("127.0.0.1", 0, routes);
  }

  private static Map<String, String> variables(int port) {
    return Map.of("GODWIT_HTTP_HOST", "0.0.0.0", "GODWIT_HTTP_PORT", String.valueOf(port));
  }
}
