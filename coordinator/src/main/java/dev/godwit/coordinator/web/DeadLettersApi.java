package dev.godwit.coordinator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.boot.Answer;
import dev.godwit.boot.Request;
import dev.godwit.coordinator.web.DeadLetterSource.Letter;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Answers which documents of a run failed, by the dead letters that its state names. */
public final class DeadLettersApi {

  private static final int USUAL = 20;
  private static final int MOST = 100;

  private final DeadLetterSource source;
  private final Semaphore free = new Semaphore(1);

  /**
   * @param source asked by one at a time
   */
  public DeadLettersApi(DeadLetterSource source) {
    this.source = source;
  }

  /** The newest ones, the newest first. */
  Answer of(StateView.Known migration, Request request) {
    int limit = limit(request.parameter("limit").orElse(String.valueOf(USUAL)));
    if (limit < 1 || limit > MOST) {
      return Answer.error(400, "limit: expected a whole number, 1 to " + MOST);
    }
    if (!free.tryAcquire()) {
      return Answer.error(503, "dead letters are being read for somebody else; ask again")
          .withHeader("Retry-After", "1");
    }
    try {
      return newest(migration.state(), limit);
    } catch (DeadLetterSource.UnreadableException e) {
      return Answer.error(503, e.getMessage());
    } finally {
      free.release();
    }
  }

  private Answer newest(State state, int limit) {
    Offsets all = all(state.progress().failures());
    Offsets wanted = all.lastOnes(limit);
    DeadLetterSource.Found found =
        wanted.isEmpty() ? new DeadLetterSource.Found(List.of(), null) : source.read(wanted);
    List<ObjectNode> letters = new ArrayList<>();
    for (Letter letter : found.letters()) {
      ObjectNode read = read(letter, state);
      if (read != null) {
        letters.add(read);
      }
    }
    Collections.reverse(letters);
    ArrayNode array = JsonNodeFactory.instance.arrayNode().addAll(letters);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("total", state.progress().counts().failed());
    answer.set("letters", array);
    answer.put("note", note(found.missing(), wanted.size() - letters.size()));
    return Answer.json(answer.toString());
  }

  /** Those that are being tried again have failed too, until they are done. */
  private static Offsets all(Failures failures) {
    Failures.Retry retry = failures.retry();
    return retry == null ? failures.letters() : failures.letters().plus(retry.left());
  }

  /** Null for one of others, which is between those of the run when they are scattered. */
  private static @Nullable ObjectNode read(Letter letter, State state) {
    try {
      JsonNode json = Json.tree(letter.json());
      boolean own =
          json.path("migration").asText().equals(state.migration())
              && json.path("run").asInt(-1) == state.run();
      return own && json instanceof ObjectNode object
          ? object.put("offset", letter.offset())
          : null;
    } catch (MalformedMessageException e) {
      return null;
    }
  }

  private static @Nullable String note(@Nullable String missing, long absent) {
    if (absent == 0) {
      return null;
    }
    return "%d of the newest cannot be shown: %s"
        .formatted(absent, missing == null ? "they cannot be read, or are of other runs" : missing);
  }

  private static int limit(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
