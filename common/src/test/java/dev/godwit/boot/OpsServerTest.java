package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsServerTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Health health = new Health(Clock.fixed(NOON, ZoneOffset.UTC));
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private OpsServer server = start();

  @BeforeEach
  void countSomething() {
    registry.counter("godwit.tested", "kind", "a").increment(3);
  }

  @AfterEach
  void close() {
    server.close();
    registry.close();
  }

  @Test
  void metricsAreInPrometheusText() throws Exception {
    HttpResponse<String> response = get("/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).get().asString().contains("0.0.4");
    assertThat(response.body()).contains("godwit_tested_total{kind=\"a\"} 3.0");
  }

  @Test
  void readyTellsTheReasonsWhenNot() throws Exception {
    // given
    health.down("kafka", "no \"broker\"", "tried again");
    // when
    HttpResponse<String> ready = get("/ready");
    HttpResponse<String> live = get("/live");
    // then
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body())
        .isEqualTo(
            "{\"ready\":false,\"reasons\":[{\"component\":\"kafka\",\"reason\":\"no \\\"broker\\\"\","
                + "\"since\":\"2026-11-24T12:00:00Z\"}]}");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.body()).isEqualTo("{\"live\":true}");
  }

  @Test
  void readyIsShortWhenAllIsWell() throws Exception {
    assertThat(get("/ready").body()).isEqualTo("{\"ready\":true}");
  }

  @Test
  void whatIsBrokenIsNotLive() throws Exception {
    health.broken("streams", "no thread is left");
    assertThat(get("/live").statusCode()).isEqualTo(503);
  }

  @Test
  void unknownPathsAndMethodsAreToldWhatThereIs() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/nothing").body()).contains("/live, /metrics, /ready");
    HttpResponse<String> posted = send(request("/live").POST(BodyPublishers.ofString("x")));
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void headIsGetWithoutItsBody() throws Exception {
    HttpResponse<String> head = send(request("/live").method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length")).contains("13");
  }

  @Test
  void aProgramsOwnEndpointGetsQueryAndBody() throws Exception {
    HttpResponse<String> echoed =
        send(request("/echo?name=a%20b").POST(BodyPublishers.ofString("grüße")));
    assertThat(echoed.statusCode()).isEqualTo(202);
    assertThat(echoed.body()).isEqualTo("{\"echo\":\"a b grüße\"}");
  }

  @Test
  void anEndpointThatThrowsIsAStatus500AndNothingElse() throws Exception {
    HttpResponse<String> response = get("/fails");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("secret detail");
    assertThat(get("/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    HttpResponse<String> response =
        send(request("/echo").POST(BodyPublishers.ofByteArray(new byte[1024 * 1024 + 1])));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void aTakenPortIsAClearError() {
    assertThatThrownBy(() -> OpsServer.start("127.0.0.1", server.port(), new Routes()))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "cannot serve HTTP on 127.0.0.1, port %d: another program listens there; free it, or set"
                + " GODWIT_HTTP_PORT to another one (0 = any)",
            server.port());
  }

  @Test
  void anUnknownHostIsAClearError() {
    assertThatThrownBy(() -> OpsServer.start("no-such-host.invalid", 0, new Routes()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("no-such-host.invalid")
        .hasMessageContaining("GODWIT_HTTP_HOST");
  }

  private OpsServer start() {
    Routes routes =
        Routes.standard(registry, health)
            .on(
                "POST",
                "/echo",
                request ->
                    Answer.json(
                            "{\"echo\":\"%s %s\"}"
                                .formatted(request.parameter("name").orElse(""), request.body()))
                        .withStatus(202))
            .get(
                "/fails",
                request -> {
                  throw new IOException("secret detail");
                });
    return OpsServer.start("127.0.0.1", 0, routes);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }
}
