package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.OffsetRange;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is in the topics, and how far the coordinator's group has committed. */
final class Broker {

  static final int TASK_PARTITIONS = 4;

  final List<String> commands = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final List<List<Task>> tasks =
      Stream.generate(() -> (List<Task>) new ArrayList<Task>()).limit(TASK_PARTITIONS).toList();
  final List<State> states = new ArrayList<>();
  final List<Put> changelog = new ArrayList<>();
  final Map<String, Reply> replies = new LinkedHashMap<>();
  final Map<String, RunSummary> history = new LinkedHashMap<>();
  final List<Letter> deadLetters = new ArrayList<>();

  /** The offset of the first letter that has not expired. */
  int lettersKeptFrom;

  int committedCommands;
  int committedEvents;

  List<Letter> letters(Offsets offsets) {
    List<Letter> letters = new ArrayList<>();
    for (OffsetRange range : offsets.ranges()) {
      letters.addAll(deadLetters.subList((int) range.first(), (int) range.last() + 1));
    }
    return letters;
  }

  /** Whether there was any. */
  boolean expireLetters(Chance chance) {
    boolean any = lettersKeptFrom < deadLetters.size();
    lettersKeptFrom += any ? chance.between(1, deadLetters.size() - lettersKeptFrom) : 0;
    return any;
  }

  void reply(Reply reply) {
    replies.put(String.valueOf(reply.id()), reply);
  }

  void keep(RunSummary summary) {
    history.put(summary.key(), summary);
  }
}
