package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class UnsendableRecordsTest {

  private final Exception tooLarge = new RecordTooLargeException("too large");
  private static final String LONG = "x".repeat(10_000);

  private final UnsendableRecords handler = new UnsendableRecords();

  UnsendableRecordsTest() {
    handler.configure(Map.of(UnsendableRecords.REPLIES_TOPIC, "g.replies"));
  }

  @Test
  void aReplyThatIsTooLargeForTheBrokerIsReplacedByAShortOne() {
    // when
    Response response = handle("g.replies", Json.write(Samples.reply("a", LONG)), tooLarge);
    // then
    assertThat(response.result()).isEqualTo(Result.RESUME);
    assertThat(response.deadLetterQueueRecords())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.topic()).isEqualTo("g.replies");
              assertThat(record.key()).isEqualTo("a".getBytes(StandardCharsets.UTF_8));
              assertThat(Json.read(record.value(), Reply.class).message())
                  .startsWith("xxx")
                  .hasSizeLessThan(600);
            });
  }

  @Test
  void aShortReplyThatIsStillTooLargeIsLeftOutInsteadOfBeingSentForEver() {
    // when
    Response response = handle("g.replies", Json.write(Samples.reply("a", "x")), tooLarge);
    // then
    assertThat(response.result()).isEqualTo(Result.RESUME);
    assertThat(response.deadLetterQueueRecords()).isEmpty();
  }

  @Test
  void whatIsNoReplyIsLeftOut() {
    // when
    Response state = handle("g.state", LONG, tooLarge);
    Response unreadable = handle("g.replies", LONG, tooLarge);
    Response invalid = handle("g.tasks", "x", new InvalidRecordException("invalid"));
    // then
    assertThat(state.result()).isEqualTo(Result.RESUME);
    assertThat(state.deadLetterQueueRecords()).isEmpty();
    assertThat(unreadable.deadLetterQueueRecords()).isEmpty();
    assertThat(invalid.result()).isEqualTo(Result.RESUME);
  }

  @Test
  void whenKafkaFailsTheWorkIsDoneAgain() {
    assertThat(handle("g.tasks", "x", new TimeoutException("slow")).result())
        .isEqualTo(Result.RETRY);
    assertThat(handle("g.tasks", "x", new TopicAuthorizationException("no right")).result())
        .isEqualTo(Result.FAIL);
  }

  private Response handle(String topic, String value, Exception exception) {
    ErrorHandlerContext context =
        new DefaultErrorHandlerContext(
            null, null, -1, -1, null, "node", new TaskId(0, 0), -1, null, null);
    return handler.handleError(
        context,
        new ProducerRecord<>(
            topic, 0, "a".getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)),
        exception);
  }
}
