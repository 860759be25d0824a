package dev.godwit.worker.batch;

import dev.godwit.protocol.FailureKind;
import dev.godwit.worker.mongo.DatabaseException;

/** A batch fails as a whole; the message says why. */
public final class BatchFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  /** What failed, and what may help. */
  public BatchFailedException(FailureKind kind, String reason) {
    super(reason);
    this.kind = kind;
  }

  static BatchFailedException of(DatabaseException e) {
    FailureKind kind =
        switch (e.trouble()) {
          case NO_SERVER, PASSING, INTERRUPTED -> FailureKind.OUTAGE;
          case TOO_SLOW, TOO_LARGE, ABORTED -> FailureKind.PAGE;
          case REFUSED -> FailureKind.PERMANENT;
        };
    return new BatchFailedException(kind, String.valueOf(e.getMessage()));
  }

  FailureKind kind() {
    return kind;
  }

  /** The message, which is always there. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
