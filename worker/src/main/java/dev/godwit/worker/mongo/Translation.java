package dev.godwit.worker.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import java.util.function.Supplier;
import org.bson.BsonMaximumSizeExceededException;

/** Tells what the driver's exceptions mean for a batch. */
final class Translation {

  private static final int MAX_SHOWN = 400;

  private Translation() {}

  /**
   * Does it, and throws nothing of the driver.
   *
   * @throws DatabaseException when the database does not
   */
  static <T> T translated(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (MongoException e) {
      throw translate(e);
    } catch (BsonMaximumSizeExceededException e) {
      throw new DatabaseException(Trouble.TOO_LARGE, shown(String.valueOf(e.getMessage())), e);
    }
  }

  static DatabaseException translate(MongoException e) {
    Trouble trouble = trouble(e);
    String reason = Admission.words(e).orElseGet(() -> reason(e));
    String message =
        trouble == Trouble.NO_SERVER
            ? "no MongoDB server answers: " + reason
            : "MongoDB: " + reason;
    return new DatabaseException(trouble, message, e);
  }

  /** What went wrong with letting a transaction happen. */
  static DatabaseException ofCommit(MongoException e) {
    DatabaseException translated = translate(e);
    boolean unknown = e.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL);
    return unknown && translated.trouble() != Trouble.NO_SERVER
        ? new DatabaseException(Trouble.PASSING, String.valueOf(translated.getMessage()), e)
        : translated;
  }

  private static Trouble trouble(MongoException e) {
    if (e instanceof MongoSecurityException && e.getCause() instanceof MongoException cause) {
      Trouble why = trouble(cause);
      // However long a server takes to let somebody in, it is not the page that is too slow.
      return why == Trouble.TOO_SLOW ? Trouble.PASSING : why;
    } else if (e instanceof MongoInterruptedException) {
      return Trouble.INTERRUPTED;
    } else if (e instanceof MongoExecutionTimeoutException
        || e instanceof MongoOperationTimeoutException
        || e instanceof MongoSocketReadTimeoutException) {
      return Trouble.TOO_SLOW;
    } else if (e instanceof MongoTimeoutException) {
      return e.getCause() instanceof MongoSecurityException cause
              && trouble(cause) == Trouble.REFUSED
          ? Trouble.REFUSED
          : Trouble.NO_SERVER;
    } else if (e instanceof MongoSocketException
        || e instanceof MongoConnectionPoolClearedException
        || e instanceof MongoServerUnavailableException
        || e instanceof MongoNotPrimaryException
        || e instanceof MongoNodeIsRecoveringException
        || e.hasErrorLabel("RetryableWriteError")
        || e.hasErrorLabel(MongoException.RETRYABLE_ERROR_LABEL)) {
      return Trouble.PASSING;
    } else if (e.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)) {
      return Trouble.ABORTED;
    } else if (e instanceof MongoClientException) {
      return Trouble.REFUSED;
    }
    return e instanceof MongoServerException && !(e instanceof MongoBulkWriteException)
        ? ErrorCodes.trouble(e.getCode())
        : Trouble.REFUSED;
  }

  /** The server's own words: those of the driver repeat the whole command. */
  private static String reason(MongoException e) {
    if (!(e instanceof MongoCommandException command)) {
      return shown(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    String words = command.getErrorMessage();
    int commandAt = words.indexOf("{");
    // "not authorized on … to execute command { update: …" goes on with whole documents.
    String bare =
        command.getCode() == ErrorCodes.UNAUTHORIZED && commandAt > 0
            ? words.substring(0, commandAt).trim()
            : words;
    return "%s (%d %s)".formatted(shown(bare), command.getCode(), command.getErrorCodeName());
  }

  static String shown(String message) {
    return message.length() <= MAX_SHOWN ? message : message.substring(0, MAX_SHOWN) + "…";
  }
}
