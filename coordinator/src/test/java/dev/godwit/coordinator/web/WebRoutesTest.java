package dev.godwit.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.coordinator.people.Tokens;
import dev.godwit.protocol.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebRoutesTest {

  private final Site site = new Site(Tokens.NONE);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void allStatesAreAnArrayInTheOrderOfNames() throws Exception {
    // given
    site.put("b", Site.pending("b"));
    site.put("a", Site.pending("a"));
    site.put("a", Site.pending("a"));
    // when
    HttpResponse<String> answer = site.get("/api/migrations");
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
    site.put("a", Site.pending("a").replaceFirst("\\{", "{\"ofTheFuture\":1,"));
    // then
    assertThat(site.get("/api/migrations/a").body()).startsWith("{\"ofTheFuture\":1,");
  }

  @Test
  void aStateThatIsDeletedIsGone() throws Exception {
    // given
    site.put("a", Site.pending("a"));
    // when
    site.put("a", null);
    // then
    assertThat(site.get("/api/migrations").body()).isEqualTo("[]");
  }

  @Test
  void whatIsNoStateDoesNotBreakTheOthers() throws Exception {
    // given
    site.put("a", Site.pending("a"));
    // when
    assertThatThrownBy(() -> site.put("b", "},{")).hasMessageContaining("not a State");
    assertThatThrownBy(() -> site.put(null, Site.pending("b")))
        .hasMessageContaining("without a key");
    assertThatThrownBy(() -> site.put("b", Site.pending("a"))).hasMessageContaining("another key");
    // then
    assertThat(Json.tree(site.get("/api/migrations").body())).hasSize(1);
  }

  @Test
  void anUnknownMigrationIsNotFoundAndTheNamesThatMayBeMeantAreThere() throws Exception {
    // given
    site.put("20261124-set-plan", Site.pending("20261124-set-plan"));
    site.put("20261125-plan-enum", Site.pending("20261125-plan-enum"));
    site.put("other", Site.pending("other"));
    // when
    HttpResponse<String> typo = site.get("/api/migrations/20261124-set-plam");
    HttpResponse<String> part = site.get("/api/migrations/PLAN");
    HttpResponse<String> nothing = site.get("/api/migrations/%3Cscript%3E");
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
    site.caughtUp = false;
    // then
    assertThat(site.get("/api/migrations").statusCode()).isEqualTo(503);
    assertThat(site.get("/api/migrations/a").statusCode()).isEqualTo(503);
    assertThat(site.get("/api/changes").statusCode()).isEqualTo(503);
  }

  @Test
  void whatIsBelowAMigrationIsNamedWhenItIsNot() throws Exception {
    // given
    site.put("a", Site.pending("a"));
    // when
    HttpResponse<String> answer = site.get("/api/migrations/a/hystory");
    // then
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("dead-letters, dry-run, history");
    assertThat(site.get("/api/migrations/b/history").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/,text/html",
    "/status.js,text/javascript",
    "/list.js,text/javascript",
    "/status.css,text/css",
    "/migration.css,text/css"
  })
  void thePageLoadsNothingFromAnywhereElse(String path, String type) throws Exception {
    // when
    HttpResponse<String> answer = site.get(path);
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
    String page = site.get("/").body();
    List<String> scripts =
        Pattern.compile("\\w+\\.js").matcher(page).results().map(MatchResult::group).toList();
    // then
    assertThat(scripts).contains("status.js", "list.js", "detail.js").doesNotHaveDuplicates();
    for (String name : scripts) {
      assertThat(site.get("/" + name).body())
          .as(name)
          .doesNotContain(
              "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }
    assertThat(Pattern.compile("<script(?! src)|<style| on[a-z]+=| style=").matcher(page).find())
        .as("inline code, which the policy forbids")
        .isFalse();
  }

  private static List<String> closest(HttpResponse<String> answer) {
    return Json.tree(answer.body()).get("closest").valueStream().map(n -> n.asText()).toList();
  }
}
