package dev.godwit.local.mongodb;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Lets tests inject the errors that the embedded server never gives by itself. */
@FunctionalInterface
public interface RefusalHook {

  /** Refuses nothing. */
  RefusalHook NONE = operation -> Optional.empty();

  /** Called for each command and, before it is done, for each write in it; from any thread. */
  Optional<Refusal> refuse(Operation operation);

  /** Refuses the n-th operation (from 1) of those that match, and no other. */
  static RefusalHook nth(int n, Predicate<Operation> which, Refusal refusal) {
    AtomicInteger seen = new AtomicInteger();
    return operation ->
        which.test(operation) && seen.incrementAndGet() == n
            ? Optional.of(refusal)
            : Optional.empty();
  }

  /** Refuses everything that matches. */
  static RefusalHook each(Predicate<Operation> which, Refusal refusal) {
    return operation -> which.test(operation) ? Optional.of(refusal) : Optional.empty();
  }
}
