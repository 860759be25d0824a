package dev.godwit.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.coordinator.web.DeadLetterSource.Found;
import dev.godwit.coordinator.web.DeadLetterSource.Letter;
import dev.godwit.protocol.Actor;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Failures.Forgiven;
import dev.godwit.protocol.Failures.Retry;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is below the name of a migration. */
class DetailsTest {

  private final Site site = new Site(Tokens.NONE);

  @BeforeEach
  void oneIsKnown() {
    site.put("a", Site.pending("a"));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void theNewestHundredRunsAreItsHistory() throws Exception {
    // given
    assertThat(site.get("/api/migrations/a/history").body()).isEqualTo("[]");
    List<Integer> runs = new ArrayList<>(IntStream.rangeClosed(1, 101).boxed().toList());
    runs.add(5);
    // when
    runs.forEach(run -> ran("a", run));
    ran("a-b", 1);
    // then
    JsonNode history = Json.tree(site.get("/api/migrations/a/history").body());
    assertThat(history)
        .extracting(run -> run.get("run").asInt())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(2, 101).mapToObj(run -> 103 - run).toList());
    // when
    site.history.read(Site.record("a/101", null));
    // then
    assertThat(Json.tree(site.get("/api/migrations/a/history").body()).get(0).get("run").asInt())
        .isEqualTo(100);
  }

  @Test
  void whatIsNoSummaryBreaksNothing() throws Exception {
    assertThatThrownBy(() -> site.history.read(Site.record("a/1", "},{")))
        .hasMessageContaining("not a RunSummary");
    assertThatThrownBy(() -> site.history.read(Site.record("a/x", summary("a", 1))))
        .hasMessageContaining("another run");
    assertThatThrownBy(() -> site.history.read(Site.record(null, summary("a", 1))))
        .hasMessageContaining("without a key");
    assertThat(site.get("/api/migrations/a/history").body()).isEqualTo("[]");
  }

  @Test
  void theNewestDryRunIsShown() throws Exception {
    // given
    assertThat(site.get("/api/migrations/a/dry-run").statusCode()).isEqualTo(404);
    DryRunReport report = new DryRunReport(Counts.ZERO, null, true, List.of(), List.of());
    String reply = Json.write(new Reply("start", "1", "a", true, "nothing", Site.AT, report));
    // when
    site.replies.read(Site.record("a", reply));
    site.replies.read(
        Site.record("a", Json.write(new Reply("start", "2", "a", true, "", Site.AT, null))));
    // then
    assertThat(site.get("/api/migrations/a/dry-run").body()).isEqualTo(reply);
  }

  @Test
  void theNewestDeadLettersOfTheRunComeFirst() throws Exception {
    // given: 3 of the 30 are being tried again
    Offsets failed = Offsets.of(IntStream.range(1, 28).mapToObj(i -> (long) i).toList());
    Retry retry = new Retry(Offsets.of(List.of(28L, 29L, 30L)), true, false);
    site.put("a", Site.failed("a", new Failures(failed, retry, Forgiven.NOTHING)));
    site.letters = offsets -> new Found(all(offsets, "a", 2), null);
    // when
    JsonNode answer = letters("?limit=5");
    // then
    assertThat(answer.get("letters"))
        .extracting(letter -> letter.get("offset").asInt())
        .containsExactly(30, 29, 28, 27, 26);
    assertThat(answer.get("letters").get(0).get("error").asText()).isEqualTo("no name");
    assertThat(answer.get("total").asInt()).isEqualTo(27);
    assertThat(answer.get("note").isNull()).isTrue();
    assertThat(letters("").get("letters")).hasSize(20);
  }

  @Test
  void lettersOfOthersAreLeftOut() throws Exception {
    // given
    failing();
    site.letters =
        offsets ->
            new Found(
                List.of(
                    letter(1, "a", 1),
                    letter(2, "b", 2),
                    new Letter(3, "what?"),
                    letter(4, "a", 2)),
                null);
    // when
    JsonNode answer = letters("");
    // then
    assertThat(answer.get("letters"))
        .extracting(letter -> letter.get("offset").asInt())
        .containsExactly(4);
    assertThat(answer.get("note").asText()).startsWith("3 of the newest cannot be shown");
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    // given
    failing();
    site.letters = offsets -> new Found(List.of(letter(4, "a", 2)), "they have expired");
    // then
    assertThat(letters("").get("note").asText())
        .isEqualTo("3 of the newest cannot be shown: they have expired");
  }

  @Test
  void withoutFailuresKafkaIsNotAsked() throws Exception {
    // given
    site.letters =
        offsets -> {
          throw new AssertionError();
        };
    // then
    assertThat(letters("").toString()).isEqualTo("{\"total\":0,\"letters\":[],\"note\":null}");
  }

  @Test
  void whenKafkaCannotBeReadItIsNotSaidThatThereAreNone() throws Exception {
    // given
    failing();
    site.letters =
        offsets -> {
          throw new DeadLetterSource.UnreadableException("Kafka is away", null);
        };
    // then
    assertThat(site.get("/api/migrations/a/dead-letters").statusCode()).isEqualTo(503);
    site.letters = offsets -> new Found(all(offsets, "a", 2), null);
    assertThat(site.get("/api/migrations/a/dead-letters").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "x", ""})
  void aLimitThatIsNoneIsRefused(String limit) throws Exception {
    assertThat(site.get("/api/migrations/a/dead-letters?limit=" + limit).statusCode())
        .isEqualTo(400);
  }

  @Test
  void theyAreReadForOneAtATime() throws Exception {
    // given
    failing();
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    site.letters =
        offsets -> {
          reading.countDown();
          await(goOn);
          return new Found(List.of(), null);
        };
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> status("/api/migrations/a/dead-letters"));
    await(reading);
    // when
    HttpResponse<String> second = site.get("/api/migrations/a/dead-letters");
    goOn.countDown();
    // then
    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(second.headers().firstValue("Retry-After")).isPresent();
    assertThat(first.join()).isEqualTo(200);
  }

  private void failing() {
    Offsets letters = Offsets.of(List.of(1L, 2L, 3L, 4L));
    site.put("a", Site.failed("a", new Failures(letters, null, Forgiven.NOTHING)));
  }

  private static List<Letter> all(Offsets offsets, String migration, int run) {
    return IntStream.rangeClosed(0, 100)
        .filter(offsets::contains)
        .mapToObj(offset -> letter(offset, migration, run))
        .toList();
  }

  private static Letter letter(long offset, String migration, int run) {
    return new Letter(
        offset,
        Json.write(
            new DeadLetter(
                new BatchId(migration, run, 0, 1), 1, new BsonInt32(7), "no name", null, Site.AT)));
  }

  private void ran(String migration, int run) {
    site.history.read(Site.record(migration + "/" + run, summary(migration, run)));
  }

  private static String summary(String migration, int run) {
    return Json.write(
        new RunSummary(
            migration,
            run,
            new Revision(1, ""),
            new RunSummary.Outcome(Status.COMPLETED, Counts.ZERO, null),
            new Times(Site.AT, Site.AT, Site.AT, 1),
            Actor.claimed("alice")));
  }

  private JsonNode letters(String query) throws Exception {
    return Json.tree(site.get("/api/migrations/a/dead-letters" + query).body());
  }

  private int status(String path) {
    try {
      return site.get(path).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
