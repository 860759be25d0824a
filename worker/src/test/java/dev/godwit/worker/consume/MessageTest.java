package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Failure;
import dev.godwit.protocol.FailureKind;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageTest {

  private static final TopicNames TOPICS = new TopicNames("godwit.");
  private static final String LONG = "ä".repeat(50_000);
  private static final int MAX = 10_000;
  private static final Task TASK = Samples.batch(1, 0, 1);

  @Test
  void eachKindGoesToItsTopicWithTheMigrationAsKey() {
    assertThat(Message.of(TOPICS, Samples.completed(TASK)).record(MAX))
        .satisfies(record -> assertTopicAndKey(record, "godwit.events"));
    assertThat(Message.of(TOPICS, letter(new BsonInt32(1), "x", null)).record(MAX))
        .satisfies(record -> assertTopicAndKey(record, "godwit.dead-letters"));
    assertThat(Message.of(TOPICS, reply("x", null)).record(MAX))
        .satisfies(record -> assertTopicAndKey(record, "godwit.replies"));
  }

  @Test
  void whatFitsIsSentAsItIs() {
    // given
    Event event = Samples.completed(TASK);

    // then
    assertThat(sent(event)).isEqualTo(event);
  }

  @Test
  void aLongErrorIsCut() {
    // given
    Event.Completed completed = Samples.completed(TASK);
    Event event =
        new Event.Completed(
            completed.origin(),
            completed.span(),
            completed.counts(),
            new Failure(LONG, new BsonString(LONG), 1L, Samples.NOW),
            completed.timing());

    // when
    Event.Completed sent = (Event.Completed) sent(event);

    // then
    assertThat(sent.error()).isNotNull();
    assertThat(sent.error().message()).hasSize(501).endsWith("…");
    assertThat(sent.error().documentId()).isNull();
    assertThat(sent.span()).isEqualTo(completed.span());
    assertThat(sent.counts()).isEqualTo(completed.counts());
  }

  @Test
  void aPageThatEndsAtAnIdTooLargeForAMessageFailsForGood() {
    // given
    Event event =
        new Event.Completed(
            Samples.origin(TASK),
            new Event.Span(null, new Cursor(new BsonString(LONG)), false),
            Counts.of(1, 0, 0, 0, 0, 0),
            null,
            Event.Timing.NONE);

    // when
    Event sent = sent(event);

    // then
    assertThat(sent)
        .isInstanceOfSatisfying(
            Event.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.PERMANENT);
              assertThat(failed.message()).contains("the cursor of batch 1 of 'a'");
              assertThat(failed.origin()).isEqualTo(Samples.origin(TASK));
            });
  }

  @Test
  void otherEventsAreCutToo() {
    assertThat(
            ((Event.Failed) sent(new Event.Failed(Samples.origin(TASK), FailureKind.PAGE, LONG)))
                .message())
        .hasSize(501);
    assertThat(
            ((Event.Declined) sent(new Event.Declined(Samples.origin(TASK), LONG, null))).reason())
        .hasSize(501);
    assertThat(
            ((Event.Prepared) sent(new Event.Prepared(Samples.origin(TASK), 5L, LONG))).refusal())
        .hasSize(501);
  }

  @Test
  void anAnnouncementLosesItsTextsBeforeItsParameters() {
    // given
    Event describedAtLength = announced(LONG, List.of(Parameter.string("p")));
    Event withLongDefault = announced("short", List.of(Parameter.string("p").withDefault(LONG)));

    // then
    Event.Announced one = (Event.Announced) sent(describedAtLength);
    assertThat(one.definition().description()).hasSize(501);
    assertThat(one.definition().parameters()).hasSize(1);
    Event.Announced other = (Event.Announced) sent(withLongDefault);
    assertThat(other.definition().migration()).isEqualTo("a");
    assertThat(other.definition().parameters()).isEmpty();
  }

  @Test
  void aDryRunShowsFewerPairs() {
    // given
    JsonNode document = JsonNodeFactory.instance.objectNode().put("x", "y".repeat(1_500));
    DryRunReport report =
        new DryRunReport(
            Counts.of(10, 0, 0, 1, 0, 0),
            new Cursor(new BsonInt32(9)),
            true,
            List.of(new DryRunReport.FailedDocument(new BsonInt32(1), LONG)),
            Collections.nCopies(10, new DryRunReport.Pair(document, document)));

    // when
    Reply sent = Json.read(bytes(reply("so it is", report)), Reply.class);

    // then
    assertThat(sent.message()).startsWith("so it is").contains("too large to be shown");
    assertThat(sent.dryRun()).isNotNull();
    assertThat(sent.dryRun().counts()).isEqualTo(report.counts());
    assertThat(sent.dryRun().changes()).hasSize(2);
    assertThat(sent.dryRun().failures().get(0).message()).hasSize(501);
  }

  @Test
  void aDryRunWhoseCursorIsTooLargeIsAnsweredInWords() {
    // given
    DryRunReport report =
        new DryRunReport(Counts.ZERO, new Cursor(new BsonString(LONG)), true, List.of(), List.of());

    // when
    Reply sent = Json.read(bytes(reply("so it is", report)), Reply.class);

    // then
    assertThat(sent.dryRun()).isNull();
    assertThat(sent.message()).startsWith("so it is (the rest");
  }

  @Test
  void aDeadLetterLosesItsDocumentThenItsId() {
    // given
    JsonNode document = JsonNodeFactory.instance.objectNode().put("x", LONG);

    // when
    DeadLetter one = Json.read(bytes(letter(new BsonInt32(1), LONG, document)), DeadLetter.class);
    DeadLetter other = Json.read(bytes(letter(new BsonString(LONG), "x", null)), DeadLetter.class);

    // then
    assertThat(one.documentId()).isEqualTo(new BsonInt32(1));
    assertThat(one.error()).hasSize(501);
    assertThat(String.valueOf(one.document())).contains("$cut");
    assertThat(other.documentId()).isEqualTo(new BsonString("an _id too large for a message"));
  }

  private static void assertTopicAndKey(ProducerRecord<byte[], byte[]> record, String topic) {
    assertThat(record.topic()).isEqualTo(topic);
    assertThat(record.key()).isEqualTo("a".getBytes(StandardCharsets.UTF_8));
  }

  private static Event sent(Event event) {
    byte[] bytes = Message.of(TOPICS, event).record(MAX).value();
    assertThat(bytes.length).isLessThanOrEqualTo(MAX);
    return Json.read(bytes, Event.class);
  }

  private static byte[] bytes(Object value) {
    byte[] bytes = new Message("topic", "a", value).record(MAX).value();
    assertThat(bytes.length).isLessThanOrEqualTo(MAX);
    return bytes;
  }

  private static Event announced(String description, List<Parameter> parameters) {
    return new Event.Announced(
        new Definition(
            "a", description, "c", new Revision(1, "sha256:0"), Defaults.STANDARD, parameters),
        "w",
        Samples.NOW);
  }

  private static Reply reply(String message, @Nullable DryRunReport report) {
    return new Reply("start", "id", "a", true, message, Samples.NOW, report);
  }

  private static DeadLetter letter(BsonValue id, String error, @Nullable JsonNode document) {
    return new DeadLetter(TASK.batchId(), 1, id, error, document, Samples.NOW);
  }
}
