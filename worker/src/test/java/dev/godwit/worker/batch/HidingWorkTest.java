package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class HidingWorkTest {

  private static final String SECRET = "p/ss w+rd 4711";
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Event.Origin ORIGIN =
      new Event.Origin(new BatchId("a", 1, 0, 1), 1, "worker-1", NOON);
  private static final String TOLD =
      "GET /?key=p%2Fss+w%2Brd+4711 with dTpwL3NzIHcrcmQgNDcxMQ== and p/ss w+rd 4711";
  private static final String HIDDEN = "GET /?key=(hidden) with dTp(hidden)Q== and (hidden)";

  private final KnownSecrets secrets = new KnownSecrets(reference -> SECRET);

  private WorkResult hidden(WorkResult result) throws InterruptedException {
    secrets.resolve("env:KEY");
    return HidingWork.wrap((task, signs) -> result, secrets, Redaction.NONE)
        .perform(task(Map.of()), documents -> {});
  }

  private static Task task(Map<String, Object> params) {
    return new Task(
        Task.Kind.BATCH,
        ORIGIN.batchId(),
        1,
        new Revision(1, ""),
        new Page(Range.ALL, 10, OnError.FAIL, params),
        null,
        NOON);
  }

  @Test
  void errorsOfPagesHoldNoSecretInAnyForm() throws Exception {
    // given
    Failure failure = new Failure(TOLD, new BsonString(SECRET), 1L, NOON);
    Event.Completed completed =
        new Event.Completed(
            ORIGIN, new Event.Span(null, null, true), Counts.ZERO, failure, Event.Timing.NONE);
    // when
    WorkResult result = hidden(WorkResult.of(completed));
    // then
    assertThat(((Event.Completed) result.event()).error())
        .isEqualTo(new Failure(HIDDEN, new BsonString(SECRET), 1L, NOON));
    assertThat(hidden(WorkResult.of(new Event.Failed(ORIGIN, FailureKind.PAGE, TOLD))).event())
        .isEqualTo(new Event.Failed(ORIGIN, FailureKind.PAGE, HIDDEN));
  }

  @Test
  void aSecretThatWasCutWithItsTextIsHiddenToo() throws Exception {
    // given
    String told = "first p/ss w+… then p%2Fss… and …, p/s… stays";
    // when
    Event event = hidden(WorkResult.of(new Event.Failed(ORIGIN, FailureKind.PAGE, told))).event();
    // then
    assertThat(((Event.Failed) event).message()).isEqualTo("first … then … and …, p/s… stays");
  }

  @Test
  void deadLettersAndDryRunsHoldNone() throws Exception {
    // given
    var document = Json.tree("{\"a\":[{\"b\":\"x p/ss w+rd 4711\"}],\"n\":4711}");
    var shown = Json.tree("{\"a\":[{\"b\":\"x (hidden)\"}],\"n\":4711}");
    DeadLetter letter =
        new DeadLetter(ORIGIN.batchId(), 1, new BsonString("id"), TOLD, document, NOON);
    DryRunReport report =
        new DryRunReport(
            Counts.ZERO,
            null,
            true,
            List.of(new DryRunReport.FailedDocument(new BsonString("id"), TOLD)),
            List.of(new DryRunReport.Pair(document, document)));
    // when
    WorkResult result =
        hidden(
            new WorkResult(
                List.of(letter), null, new Reply("start", null, "a", true, TOLD, NOON, report)));
    // then
    assertThat(result.deadLetters())
        .containsExactly(
            new DeadLetter(ORIGIN.batchId(), 1, new BsonString("id"), HIDDEN, shown, NOON));
    assertThat(result.reply().message()).isEqualTo(HIDDEN);
    assertThat(result.reply().dryRun().failures().get(0).message()).isEqualTo(HIDDEN);
    assertThat(result.reply().dryRun().changes())
        .containsExactly(new DryRunReport.Pair(shown, shown));
  }

  @Test
  void fieldsThatAreNotToBeShownAreHiddenWithoutAnySecret() throws Exception {
    // given
    var document = Json.tree("{\"_id\":1,\"iban\":\"CH93\"}");
    var shown = Json.tree("{\"_id\":1,\"iban\":\"(redacted)\"}");
    DeadLetter letter =
        new DeadLetter(ORIGIN.batchId(), 1, new BsonString("id"), "why", document, NOON);
    DryRunReport.Pair pair = new DryRunReport.Pair(document, null);
    DryRunReport report = new DryRunReport(Counts.ZERO, null, true, List.of(), List.of(pair));
    WorkResult result =
        new WorkResult(
            List.of(letter), null, new Reply("start", null, "a", true, "ok", NOON, report));
    // when
    WorkResult told =
        HidingWork.wrap((task, signs) -> result, secrets, new Redaction(List.of("iban")))
            .perform(task(Map.of()), documents -> {});
    // then
    assertThat(told.deadLetters().get(0).document()).isEqualTo(shown);
    assertThat(told.reply().dryRun().changes()).containsExactly(new DryRunReport.Pair(shown, null));
  }

  @Test
  void whatIsTooShortToBeSecretStays() {
    // given
    KnownSecrets shortOnes = new KnownSecrets(reference -> "abc");
    // when
    shortOnes.resolve("env:KEY");
    // then
    assertThat(shortOnes.hide("abcdef")).isEqualTo("abcdef");
  }

  @Test
  void whatAnotherProcessLeftIsHiddenToo() throws Exception {
    // given
    TaskWork work =
        (task, signs) -> WorkResult.of(new Event.Failed(ORIGIN, FailureKind.PAGE, TOLD));
    // when
    WorkResult result =
        HidingWork.wrap(work, secrets, Redaction.NONE)
            .perform(task(Map.of("key", Map.of("secret", "env:KEY"))), documents -> {});
    // then
    assertThat(((Event.Failed) result.event()).message()).isEqualTo(HIDDEN);
  }
}
