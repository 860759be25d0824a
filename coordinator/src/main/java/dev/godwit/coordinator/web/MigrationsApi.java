package dev.godwit.coordinator.web;

import dev.godwit.boot.Answer;
import dev.godwit.boot.Request;
import java.util.Map;

/** Answers what is known of migrations as JSON. */
public final class MigrationsApi {

  /** Where all migrations are; each one is below, by its name, and its details below that. */
  static final String PATH = "/api/migrations";

  private final StateView states;
  private final Map<String, Details> details;

  /**
   * @param details by what follows the name in the path
   */
  MigrationsApi(StateView states, Map<String, Details> details) {
    this.states = states;
    this.details = Map.copyOf(details);
  }

  /** All states, as an array in the order of names. */
  Answer all(Request request) {
    return Answer.json("[" + String.join(",\n", states.all()) + "]");
  }

  /** One state or what else is known of it, or the names that may have been meant. */
  Answer one(Request request) throws Exception {
    String path = request.path().substring(PATH.length() + 1);
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    StateView.Known known = states.find(name).orElse(null);
    if (known == null) {
      return unknown(name);
    } else if (slash < 0) {
      return Answer.json(known.json());
    }
    Details asked = details.get(path.substring(slash + 1));
    return asked == null
        ? Answer.error(
            404,
            "nothing at %s; below a name there is %s"
                .formatted(
                    request.path(), String.join(", ", details.keySet().stream().sorted().toList())))
        : asked.of(known, request);
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
}
