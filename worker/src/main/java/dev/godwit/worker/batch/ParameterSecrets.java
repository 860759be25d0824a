package dev.godwit.worker.batch;

/** Resolves what a command gives by reference only. */
@FunctionalInterface
public interface ParameterSecrets {

  /**
   * The secret behind {@code env:NAME} or {@code file:NAME}.
   *
   * @throws IllegalArgumentException when this worker does not allow it or has no such secret; the
   *     message never holds a secret
   */
  String resolve(String reference);

  /** What is told of a task, without the secrets that were resolved. */
  default WorkResult hidden(WorkResult result) {
    return result;
  }
}
