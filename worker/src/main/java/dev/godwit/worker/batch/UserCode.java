package dev.godwit.worker.batch;

import dev.godwit.worker.mongo.DatabaseException;
import dev.godwit.worker.mongo.Trouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls what people wrote, so that whatever it throws costs one document or one page only. */
final class UserCode {

  private static final Logger log = LoggerFactory.getLogger(UserCode.class);
  private static final int MAX_CAUSES = 20;

  private UserCode() {}

  /** A piece of a migration. */
  @FunctionalInterface
  interface Piece<T> {
    T call() throws Exception;
  }

  /**
   * Runs it.
   *
   * @throws DocumentFailedException when it throws anything
   * @throws DatabaseException when it throws because the database is away, which is nobody's fault
   * @throws InterruptedException when it was interrupted
   */
  static <T> T run(Piece<T> piece) throws DocumentFailedException, InterruptedException {
    try {
      return piece.call();
    } catch (InterruptedException | DocumentFailedException e) {
      throw e;
    } catch (Throwable e) {
      if (e instanceof VirtualMachineError error && !(e instanceof StackOverflowError)) {
        throw error;
      }
      DatabaseException outage = outage(e);
      if (outage != null) {
        throw outage;
      }
      // Its message may hold secrets that the migration was given, so only for those who ask for
      // it.
      log.trace("a migration's code failed", e);
      throw new DocumentFailedException(Reasons.of(e));
    }
  }

  private static @Nullable DatabaseException outage(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (cause instanceof DatabaseException e && isOutage(e.trouble())) {
        return e;
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static boolean isOutage(Trouble trouble) {
    return trouble == Trouble.NO_SERVER
        || trouble == Trouble.PASSING
        || trouble == Trouble.INTERRUPTED;
  }
}
