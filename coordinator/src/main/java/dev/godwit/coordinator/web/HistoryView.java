package dev.godwit.coordinator.web;

import dev.godwit.boot.Answer;
import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.RecordCallback;
import dev.godwit.boot.Request;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.RunSummary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How the runs of migrations ended, as the history topic says. */
public final class HistoryView implements RecordCallback {

  private static final int SHOWN = 100;
  private static final int RUNS = 20_000;
  private static final long CHARS = 32_000_000;

  private final Bounded<String> runs = new Bounded<>(RUNS, CHARS);

  /** Takes in a record of the history topic. */
  @Override
  public void read(FollowedRecord record) {
    String key = record.key();
    if (key == null) {
      throw new IllegalArgumentException("the summary of a run without a key");
    }
    if (record.value() == null) {
      runs.remove(key);
      return;
    }
    if (!Json.read(record.value(), RunSummary.class).key().equals(key)) {
      throw new IllegalArgumentException("the summary of another run than '" + key + "'");
    }
    runs.put(key, record.value());
  }

  /** The newest runs of a migration, the newest first. */
  Answer of(StateView.Known migration, Request request) {
    String prefix = migration.state().migration() + "/";
    Map<Integer, String> byNumber = new HashMap<>();
    runs.where(key -> key.startsWith(prefix))
        .forEach(
            (key, json) -> byNumber.put(Integer.parseInt(key.substring(prefix.length())), json));
    return Answer.json(
        byNumber.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
            .limit(SHOWN)
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(",\n", "[", "]")));
  }
}
