package dev.godwit.coordinator.topology;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about an input that the processor fails on: when Kafka failed, the thread is
 * replaced and the input comes again; anything else would fail again too, so it is skipped.
 */
public final class FailedInputs implements ProcessingExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(FailedInputs.class);

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    // A producer or a store that was closed under the thread's hands says so by the latter.
    if (exception instanceof KafkaException || exception instanceof IllegalStateException) {
      return Response.fail();
    }
    LOG.atError()
        .addKeyValue("topic", context.topic())
        .addKeyValue("offset", context.offset())
        .setCause(exception)
        .log("An input could not be handled; it is skipped. This is a bug");
    return Response.resume();
  }

  @Override
  public void configure(Map<String, ?> configs) {}
}
