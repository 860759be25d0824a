package dev.godwit.coordinator.web;

import dev.godwit.boot.Answer;
import dev.godwit.boot.Request;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Answers what is known of migrations as JSON. */
public final class MigrationsApi {

  /** Where all migrations are; each one is below, by its name. */
  public static final String PATH = "/api/migrations";

  private final StateView states;
  private final BooleanSupplier caughtUp;

  /**
   * @param caughtUp whether the view holds all that was in the topic at the start
   */
  public MigrationsApi(StateView states, BooleanSupplier caughtUp) {
    this.states = states;
    this.caughtUp = caughtUp;
  }

  /** All states, as an array in the order of names. */
  public Answer all(Request request) {
    if (!caughtUp.getAsBoolean()) {
      return notYet();
    }
    return Answer.json("[" + String.join(",\n", states.all()) + "]");
  }

  /** One state, or the names that may have been meant. */
  public Answer one(Request request) {
    if (!caughtUp.getAsBoolean()) {
      return notYet();
    }
    String name = request.path().substring(PATH.length() + 1);
    return states.find(name).map(Answer::json).orElseGet(() -> unknown(name));
  }

  private Answer unknown(String name) {
    return Answer.jsonOf(
            Map.of(
                "error",
                "no migration '%s' is known".formatted(name),
                "closest",
                SimilarNames.of(name, states.names())))
        .withStatus(404);
  }

  private static Answer notYet() {
    return Answer.error(503, "the states are still being read from Kafka; ask again in a moment")
        .withHeader("Retry-After", "1");
  }
}
