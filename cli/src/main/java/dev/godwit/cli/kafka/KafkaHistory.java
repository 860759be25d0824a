package dev.godwit.cli.kafka;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.Status;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what became of the runs of one migration. */
final class KafkaHistory {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaHistory.class);

  private final String migration;
  private final TreeMap<Integer, RunSummary> runs = new TreeMap<>();

  KafkaHistory(String migration) {
    this.migration = migration;
  }

  /** The last summary of each run, the newest run first. */
  static List<RunSummary> read(Clients clients, String topic, String migration) {
    KafkaHistory history = new KafkaHistory(migration);
    Consumer<String, String> consumer = clients.consumer();
    try {
      new WholeTopic(clients, consumer).read(topic, history::take);
    } finally {
      Clients.close(consumer);
    }
    return history.newestFirst();
  }

  /** The last summary of each run. */
  List<RunSummary> newestFirst() {
    return runs.descendingMap().values().stream()
        .map(run -> run.run() == runs.lastKey() ? run : ended(run))
        .toList();
  }

  /** What made room for a newer run has ended, even if a crash kept that from being told. */
  private static RunSummary ended(RunSummary run) {
    RunSummary.Outcome last = run.outcome();
    return switch (last.status()) {
      case RUNNING, PAUSED ->
          new RunSummary(
              run.migration(),
              run.run(),
              run.revision(),
              new RunSummary.Outcome(Status.CANCELED, last.counts(), last.error()),
              run.times(),
              run.actor());
      case PENDING, CANCELED, FAILED, COMPLETED, COMPLETED_WITH_FAILURES -> run;
    };
  }

  void take(ConsumerRecord<String, String> record) {
    if (record.value() == null) {
      runs.values().removeIf(run -> run.key().equals(record.key()));
      return;
    }
    try {
      RunSummary run = Json.read(record.value(), RunSummary.class);
      if (run.migration().equals(migration)) {
        runs.put(run.run(), run);
      }
    } catch (MalformedMessageException e) {
      LOG.atWarn()
          .addKeyValue("key", record.key())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("The summary of a run cannot be read and is left out.");
    }
  }
}
