package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Event;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  final Set<String> deadLetters = new HashSet<>();

  int committedCommands;
  int committedEvents;

  void reply(Reply reply) {
    replies.put(String.valueOf(reply.id()), reply);
  }

  void keep(RunSummary summary) {
    history.put(summary.key(), summary);
  }
}
