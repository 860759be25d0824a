package dev.godwit.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.protocol.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesApiTest {

  private final Site site = new Site(Tokens.NONE);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void whoeverAsksForTheFirstTimeGetsAll() throws Exception {
    // given
    site.put("b", Site.pending("b"));
    site.put("a", Site.pending("a"));
    // when
    JsonNode all = changes("");
    // then
    assertThat(all.get("complete").asBoolean()).isTrue();
    assertThat(names(all)).containsExactly("a", "b");
    assertThat(all.get("environment").asText()).isEqualTo("test");
  }

  @Test
  void afterwardsOnlyWhatHasChanged() throws Exception {
    // given
    site.put("a", Site.pending("a"));
    site.put("b", Site.pending("b"));
    site.put("c", Site.pending("c"));
    String version = changes("").get("version").asText();
    // when
    site.put("c", Site.running("c"));
    site.put("a", Site.running("a"));
    JsonNode changed = changes(version);
    // then
    assertThat(changed.get("complete").asBoolean()).isFalse();
    assertThat(names(changed)).containsExactly("a", "c");
    assertThat(names(changes(changed.get("version").asText()))).isEmpty();
  }

  @Test
  void whatIsGoneIsNamedUntilItIsBack() throws Exception {
    // given
    site.put("a", Site.pending("a"));
    String version = changes("").get("version").asText();
    // when
    site.put("a", null);
    // then
    assertThat(changes(version).get("removed")).extracting(JsonNode::asText).containsExactly("a");
    // when
    site.put("a", Site.pending("a"));
    // then
    assertThat(changes(version).get("removed")).isEmpty();
    assertThat(names(changes(version))).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "other-1", "i-", "i-x", "i-99", "i--1", "%00"})
  void whoeverHasSeenSomethingElseGetsAll(String version) throws Exception {
    // given
    site.put("a", Site.pending("a"));
    // when / then
    assertThat(changes(version).get("complete").asBoolean()).isTrue();
    assertThat(names(changes(version))).containsExactly("a");
  }

  @Test
  void whoeverMissedMoreThanIsRememberedGetsAll() {
    // given
    StateView states = new StateView();
    for (int i = 0; i <= StateView.REMEMBERED_GONE; i++) {
      states.read(Site.record("m" + i, Site.pending("m" + i)));
    }
    long before = states.since(-1).version();
    // when
    for (int i = 0; i <= StateView.REMEMBERED_GONE; i++) {
      states.read(Site.record("m" + i, null));
    }
    // then
    assertThat(states.since(before).complete()).isTrue();
    assertThat(states.since(before + 1).removed()).hasSize(StateView.REMEMBERED_GONE);
  }

  @Test
  void whatRunsHasAPaceAndWhatDoesNotHasNone() throws Exception {
    // given
    site.put("a", Site.running("a"));
    site.put("b", Site.pending("b"));
    // when
    JsonNode migrations = changes("").get("migrations");
    // then
    assertThat(migrations.get(0).get("pace").toString())
        .isEqualTo("{\"documentsPerSecond\":10.0,\"remainingMs\":20000}");
    assertThat(migrations.get(1).get("pace").isNull()).isTrue();
  }

  private JsonNode changes(String after) throws Exception {
    return Json.tree(site.get("/api/changes" + (after.isEmpty() ? "" : "?after=" + after)).body());
  }

  private static List<String> names(JsonNode changes) {
    return changes
        .get("migrations")
        .valueStream()
        .map(one -> one.get("state").get("migration").asText())
        .toList();
  }
}
