package dev.godwit.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.OpsServer;
import dev.godwit.boot.Routes;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebRoutesTest {

  private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

  private final StateView states = new StateView();
  private boolean caughtUp = true;
  private final OpsServer server =
      OpsServer.start(
          "127.0.0.1", 0, WebRoutes.add(new Routes(), new MigrationsApi(states, () -> caughtUp)));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void allStatesAreAnArrayInTheOrderOfNames() throws Exception {
    // given
    put("b", state("b"));
    put("a", state("a"));
    put("a", state("a"));
    // when
    HttpResponse<String> answer = get("/api/migrations");
    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    assertThat(Json.tree(answer.body()))
        .extracting(json -> json.get("migration").asText())
        .containsExactly("a", "b");
  }

  @Test
  void fieldsThatThisVersionDoesNotKnowAreShownToo() throws Exception {
    // given
    put("a", state("a").replaceFirst("\\{", "{\"ofTheFuture\":1,"));
    // then
    assertThat(get("/api/migrations/a").body()).startsWith("{\"ofTheFuture\":1,");
  }

  @Test
  void aStateThatIsDeletedIsGone() throws Exception {
    // given
    put("a", state("a"));
    // when
    put("a", null);
    // then
    assertThat(get("/api/migrations").body()).isEqualTo("[]");
  }

  @Test
  void whatIsNoStateDoesNotBreakTheOthers() throws Exception {
    // given
    put("a", state("a"));
    // when
    assertThatThrownBy(() -> put("b", "},{")).hasMessageContaining("not a State");
    assertThatThrownBy(() -> put(null, state("b"))).hasMessageContaining("without a key");
    assertThatThrownBy(() -> put("b", state("a"))).hasMessageContaining("another key");
    // then
    assertThat(Json.tree(get("/api/migrations").body())).hasSize(1);
  }

  @Test
  void anUnknownMigrationIsNotFoundAndTheNamesThatMayBeMeantAreThere() throws Exception {
    // given
    put("20261124-set-plan", state("20261124-set-plan"));
    put("20261125-plan-enum", state("20261125-plan-enum"));
    put("other", state("other"));
    // when
    HttpResponse<String> typo = get("/api/migrations/20261124-set-plam");
    HttpResponse<String> part = get("/api/migrations/PLAN");
    HttpResponse<String> nothing = get("/api/migrations/%3Cscript%3E");
    // then
    assertThat(List.of(typo.statusCode(), part.statusCode(), nothing.statusCode()))
        .containsOnly(404);
    assertThat(closest(typo)).containsExactly("20261124-set-plan");
    assertThat(closest(part)).containsExactly("20261124-set-plan", "20261125-plan-enum");
    assertThat(closest(nothing)).isEmpty();
    assertThat(nothing.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
  }

  @Test
  void beforeTheStatesAreReadNobodyIsToldThatThereAreNone() throws Exception {
    // given
    caughtUp = false;
    // then
    assertThat(get("/api/migrations").statusCode()).isEqualTo(503);
    assertThat(get("/api/migrations/a").statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({"/,text/html", "/status.js,text/javascript", "/status.css,text/css"})
  void thePageLoadsNothingFromAnywhereElse(String path, String type) throws Exception {
    // when
    HttpResponse<String> answer = get(path);
    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type + "; charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    assertThat(answer.body()).doesNotContain("http://", "https://", "//cdn");
  }

  @Test
  void thePageNeverReadsTextAsHtml() throws Exception {
    // given
    String script = get("/status.js").body();
    String page = get("/").body();
    // then
    assertThat(script)
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    assertThat(Pattern.compile("<script(?! src)|<style| on[a-z]+=| style=").matcher(page).find())
        .as("inline code, which the policy forbids")
        .isFalse();
  }

  private static List<String> closest(HttpResponse<String> answer) {
    return Json.tree(answer.body()).get("closest").valueStream().map(n -> n.asText()).toList();
  }

  private void put(@Nullable String key, @Nullable String value) {
    states.read(new FollowedRecord(key, value, 0, AT));
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String state(String migration) {
    return Json.write(
        new State(
            new Definition(
                migration, "", "teams", new Revision(1, ""), Defaults.STANDARD, List.of()),
            Status.PENDING,
            new RunInfo(0, 10, OnError.FAIL, null, Map.of(), false),
            State.Progress.NONE,
            new State.Context(new Times(null, AT, null, 0), StartedBy.NOBODY, Series.NONE, null),
            null));
  }
}
