package dev.godwit.coordinator.web;

import static dev.godwit.protocol.Status.RUNNING;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.boot.Answer;
import dev.godwit.boot.Request;
import dev.godwit.coordinator.web.StateView.Changes;
import dev.godwit.coordinator.web.StateView.Known;
import dev.godwit.protocol.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers what has changed since somebody looked, so that looking often costs little. */
public final class ChangesApi {

  static final String PATH = "/api/changes";

  private final StateView states;
  private final String instance;
  private final String environment;
  private final Clock clock;

  /**
   * @param instance different for every start of every coordinator, so that their versions are
   *     never mixed up
   * @param environment null where it has no name
   */
  public ChangesApi(StateView states, String instance, @Nullable String environment, Clock clock) {
    this.states = states;
    this.instance = instance + "-";
    this.environment = environment == null ? "null" : Json.write(environment);
    this.clock = clock;
  }

  /** Those that are newer than {@code after}, which is a version that was answered before. */
  Answer changes(Request request) {
    Changes changes = states.since(number(request.parameter("after").orElse("")));
    Instant now = clock.instant();
    return Answer.json(
        "{\"version\":\"%s%d\",\"complete\":%b,\"environment\":%s,\"removed\":%s,\"migrations\":[%s]}"
            .formatted(
                instance,
                changes.version(),
                changes.complete(),
                environment,
                Json.write(changes.removed()),
                changes.changed().stream()
                    .map(known -> one(known, now))
                    .collect(Collectors.joining(",\n"))));
  }

  private static String one(Known known, Instant now) {
    return "{\"state\":%s,\"pace\":%s}".formatted(known.json(), pace(known, now));
  }

  private static @Nullable ObjectNode pace(Known known, Instant now) {
    if (known.state().status() != RUNNING) {
      return null;
    }
    Double remaining = known.rate().remainingSeconds(known.state(), now);
    return JsonNodeFactory.instance
        .objectNode()
        .put("documentsPerSecond", known.rate().perSecond(known.state(), now))
        .put("remainingMs", remaining == null ? null : (Long) Math.round(remaining * 1000));
  }

  private long number(String after) {
    try {
      return after.startsWith(instance) ? Long.parseLong(after.substring(instance.length())) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
