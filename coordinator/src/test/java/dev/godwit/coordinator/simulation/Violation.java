package dev.godwit.coordinator.simulation;

/** A promise was broken. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Promise promise;

  Violation(Promise promise, String details) {
    super(promise.name() + " (" + promise + "): " + details);
    this.promise = promise;
  }

  Promise promise() {
    return promise;
  }
}
