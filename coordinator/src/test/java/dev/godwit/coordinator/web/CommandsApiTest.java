package dev.godwit.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.coordinator.people.Proof;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsApiTest {

  private static final String START = "{\"command\":\"start\",\"migration\":\"a\"}";
  private static final Tokens TOKENS = Tokens.parse("alice=alice-has-this-token");

  private Site site = new Site(Tokens.NONE);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aCommandIsSentAndItsIdTold() throws Exception {
    // when
    HttpResponse<String> answer = post(START);
    // then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"id\":\"made\"}");
    assertThat(site.sent)
        .containsExactly(
            new Site.Sent("{\"command\":\"start\",\"migration\":\"a\",\"id\":\"made\"}", null));
  }

  @Test
  void withoutTokensWhoSentItIsAsClaimed() throws Exception {
    // when
    post("{\"command\":\"cancelAll\",\"by\":\"alice\",\"id\":\"7\"}");
    // then
    assertThat(site.sent)
        .containsExactly(
            new Site.Sent("{\"command\":\"cancelAll\",\"by\":\"alice\",\"id\":\"7\"}", null));
  }

  @Test
  void withTokensItIsThatOfTheTokenAndProven() throws Exception {
    // given
    withTokens();
    // when
    HttpResponse<String> answer =
        post(
            "{\"command\":\"cancelAll\",\"by\":\"bob\"}",
            "Authorization",
            "Bearer alice-has-this-token");
    // then
    assertThat(answer.statusCode()).isEqualTo(202);
    Site.Sent sent = site.sent.get(0);
    assertThat(sent.command()).contains("\"by\":\"alice\"").doesNotContain("bob");
    assertThat(sent.proof()).isNotNull();
    byte[] value = sent.command().getBytes(StandardCharsets.UTF_8);
    assertThat(Proof.verified(TOKENS, sent.proof().header(), "alice", value, Site.AT))
        .isEqualTo(sent.proof());
  }

  @Test
  void whatIsNoCommandIsRefusedInTheWordsOfTheCoordinator() throws Exception {
    // when
    HttpResponse<String> answer = post("{\"command\":\"start\",\"migration\":\"a\",\"dryrun\":1}");
    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("field 'dryrun' is unknown", "did you mean 'dryRun'?");
    assertThat(post("").statusCode()).isEqualTo(400);
    assertThat(site.sent).isEmpty();
  }

  @Test
  void othersAreRefused() throws Exception {
    assertThat(site.post("/api/commands", START).statusCode()).isEqualTo(415);
    assertThat(site.post("/api/commands", START, "Content-Type", "application/json").statusCode())
        .isEqualTo(403);
    assertThat(post(START, "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(post(" ".repeat(64 * 1024) + START).statusCode()).isEqualTo(413);
    assertThat(site.get("/api/commands").statusCode()).isEqualTo(405);
    withTokens();
    HttpResponse<String> withoutToken = post(START);
    assertThat(withoutToken.statusCode()).isEqualTo(401);
    assertThat(withoutToken.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(site.sent).isEmpty();
  }

  @Test
  void whenKafkaDoesNotConfirmItNobodyIsToldThatItDid() throws Exception {
    // given
    site.kafkaAway = true;
    // when
    HttpResponse<String> answer = post(START);
    // then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("did not confirm");
  }

  @Test
  void theSessionSaysWhoMayAct() throws Exception {
    // given
    JsonNode local = session();
    withTokens();
    JsonNode nobody = session();
    JsonNode alice = session("Authorization", "Bearer alice-has-this-token");
    // then
    assertThat(local.toString())
        .isEqualTo("{\"tokenNeeded\":false,\"actor\":null,\"mayAct\":true,\"reason\":null}");
    assertThat(nobody.get("mayAct").asBoolean()).isFalse();
    assertThat(nobody.get("reason").asText()).contains("token");
    assertThat(alice.toString())
        .isEqualTo("{\"tokenNeeded\":true,\"actor\":\"alice\",\"mayAct\":true,\"reason\":null}");
  }

  @Test
  void theReplyIsThereOnceItCame() throws Exception {
    // given
    assertThat(site.get("/api/replies/7").statusCode()).isEqualTo(404);
    String reply = Json.write(new Reply("start", "7", "a", true, "runs", Site.AT, null));
    // when
    site.replies.read(Site.record("a", reply));
    // then
    assertThat(site.get("/api/replies/7").body()).isEqualTo(reply);
  }

  private void withTokens() {
    site.close();
    site = new Site(TOKENS);
  }

  private JsonNode session(String... headers) throws Exception {
    return Json.tree(site.get("/api/session", headers).body());
  }

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    String[] all = new String[headers.length + 4];
    System.arraycopy(headers, 0, all, 4, headers.length);
    all[0] = "Content-Type";
    all[1] = "application/json";
    all[2] = "Godwit-Action";
    all[3] = "1";
    return site.post("/api/commands", body, all);
  }
}
