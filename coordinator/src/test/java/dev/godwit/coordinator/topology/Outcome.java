package dev.godwit.coordinator.topology;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What is in Kafka at the end: the store, and all that was ever sent. */
final class Outcome {

  private final Map<String, byte[]> stored = new TreeMap<>();
  private final List<Write> sent = new ArrayList<>();

  void keep(List<Write> writes) {
    for (Write write : writes) {
      if (write.sink() == null) {
        String key = Objects.requireNonNull(write.key());
        if (write.json().isEmpty()) {
          stored.remove(key);
        } else {
          stored.put(key, write.bytes());
        }
      } else {
        sent.add(write);
      }
    }
  }

  Map<String, byte[]> stored() {
    return stored;
  }

  /** The states in the store, by migration. */
  Map<String, State> states() {
    Map<String, State> states = new TreeMap<>();
    stored.forEach(
        (key, json) -> {
          if (!isNoState(key)) {
            states.put(key, Json.read(json, State.class));
          }
        });
    return states;
  }

  /** Whether the last state that was published of each migration is the one in the store. */
  boolean isPublished() {
    Map<String, String> published = new TreeMap<>();
    for (Write write : sent) {
      if (write.sink() == Sink.STATE) {
        published.put(Objects.requireNonNull(write.key()), write.json());
      }
    }
    Map<String, String> inStore = new TreeMap<>();
    stored.forEach((key, json) -> inStore.put(key, new String(json, StandardCharsets.UTF_8)));
    inStore.keySet().removeIf(Outcome::isNoState);
    return published.equals(inStore);
  }

  private static boolean isNoState(String key) {
    return CommandLedger.isOwn(key) || PutOffCommands.isOwn(key) || ProvenCommands.isOwn(key);
  }

  List<Task> tasks() {
    return sent(Sink.TASKS, Task.class);
  }

  List<Reply> replies() {
    return sent(Sink.REPLIES, Reply.class);
  }

  List<RunSummary> summaries() {
    return sent(Sink.HISTORY, RunSummary.class);
  }

  private <T> List<T> sent(Sink sink, Class<T> type) {
    return sent.stream()
        .filter(write -> write.sink() == sink)
        .map(write -> Json.read(write.json(), type))
        .toList();
  }
}
