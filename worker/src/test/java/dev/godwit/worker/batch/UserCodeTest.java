package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Trouble;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UserCodeTest {

  private static UserCode.Piece<String> throwing(Throwable failure) {
    return () -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    };
  }

  @Test
  void whateverIsThrownIsTheDocumentsFailure() {
    for (Throwable failure :
        new Throwable[] {
          new IOException("disk"),
          new IllegalStateException("state"),
          new StackOverflowError("deep"),
          new NoSuchMethodError("gone"),
          new AssertionError("never")
        }) {
      assertThatThrownBy(() -> UserCode.run(throwing(failure)))
          .isInstanceOf(DocumentFailedException.class)
          .hasMessage(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }
  }

  @Test
  void lackOfMemoryIsNobodysFailure() {
    OutOfMemoryError failure = new OutOfMemoryError();
    assertThatThrownBy(() -> UserCode.run(throwing(failure))).isSameAs(failure);
  }

  @Test
  void outageBehindTheMigrationsOwnExceptionIsAnOutage() {
    // given
    DatabaseException outage = new DatabaseException(Trouble.PASSING, "gone", null);

    // then
    assertThatThrownBy(() -> UserCode.run(throwing(new RuntimeException(new IOException(outage)))))
        .isSameAs(outage);
  }

  @Test
  void refusedReadingIsTheDocumentsFailure() {
    // given
    DatabaseException refused = new DatabaseException(Trouble.REFUSED, "not authorized", null);

    // then
    assertThatThrownBy(() -> UserCode.run(throwing(refused)))
        .isInstanceOf(DocumentFailedException.class)
        .hasMessageContaining("not authorized");
  }

  @Test
  void interruptIsHandedOn() {
    assertThatThrownBy(() -> UserCode.run(throwing(new InterruptedException())))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void reasonsTellTheCauseWhereItSaysMore() {
    assertThat(Reasons.of(new IllegalStateException("outer", new IOException("inner"))))
        .isEqualTo("IllegalStateException: outer, because of IOException: inner");
    assertThat(Reasons.of(new RuntimeException(new IOException("inner"))))
        .isEqualTo("RuntimeException: java.io.IOException: inner");
    assertThat(Reasons.of(new NullPointerException())).isEqualTo("NullPointerException");
  }

  @Test
  void reasonsStaySmallAndNeverThrow() {
    // given
    RuntimeException hostile =
        new RuntimeException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new IllegalStateException("ha");
          }
        };

    // then
    assertThat(Reasons.of(new RuntimeException("x".repeat(100_000)))).hasSizeLessThan(1100);
    assertThat(Reasons.of(hostile)).contains("its message cannot be had");
  }
}
