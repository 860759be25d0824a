package dev.godwit.coordinator.topology;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Reply;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about a record that Kafka does not take: one that is the record's own fault is left
 * out (a reply is replaced by a short one), because it would be refused again and again; everything
 * else ends the thread, so that another one does the work again.
 */
public final class UnsendableRecords implements ProductionExceptionHandler {

  /** The property that names the topic of replies. */
  static final String REPLIES_TOPIC = "godwit.replies.topic";

  /** What is refused although it is shorter than this has no shorter form. */
  private static final int SHORT_BYTES = 8 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(UnsendableRecords.class);

  private String repliesTopic = "";

  @Override
  public void configure(Map<String, ?> configs) {
    repliesTopic = String.valueOf(configs.get(REPLIES_TOPIC));
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (exception instanceof RetriableException) {
      return Response.retry();
    }
    if (!isTheRecordsFault(exception)) {
      return Response.fail();
    }
    boolean replaced = record.topic().equals(repliesTopic) && record.value().length > SHORT_BYTES;
    LOG.atError()
        .addKeyValue("topic", record.topic())
        .addKeyValue("bytes", record.value() == null ? 0 : record.value().length)
        .addKeyValue("reason", exception.getMessage())
        .log(
            replaced
                ? "Kafka does not take a reply; a short one is sent instead"
                : "Kafka does not take a record; it is left out");
    return replaced ? Response.resume(shortened(record)) : Response.resume();
  }

  private static boolean isTheRecordsFault(Exception exception) {
    return exception instanceof RecordTooLargeException
        || exception instanceof RecordBatchTooLargeException
        || exception instanceof InvalidRecordException;
  }

  private static List<ProducerRecord<byte[], byte[]>> shortened(
      ProducerRecord<byte[], byte[]> record) {
    try {
      Reply reply = ShortReply.of(Json.read(record.value(), Reply.class));
      return List.of(
          new ProducerRecord<>(
              record.topic(), record.partition(), record.key(), Json.bytes(reply)));
    } catch (MalformedMessageException e) {
      return List.of();
    }
  }
}
