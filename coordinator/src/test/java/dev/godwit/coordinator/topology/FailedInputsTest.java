package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class FailedInputsTest {

  @Test
  void whenKafkaFailsTheInputComesAgain() {
    assertThat(result(new StreamsException("the producer failed"))).isEqualTo(Result.FAIL);
    assertThat(result(new TimeoutException("no partitions known"))).isEqualTo(Result.FAIL);
    assertThat(result(new IllegalStateException("the producer is closed"))).isEqualTo(Result.FAIL);
  }

  @Test
  void whatWouldFailAgainIsSkipped() {
    assertThat(result(new ClassCastException("a bug"))).isEqualTo(Result.RESUME);
  }

  private static Result result(Exception exception) {
    return new FailedInputs()
        .handleError(
            new DefaultErrorHandlerContext(
                null, "g.events", 0, 17, null, "node", new TaskId(0, 0), -1, null, null),
            new Record<>("key", "value", 0),
            exception)
        .result();
  }
}
