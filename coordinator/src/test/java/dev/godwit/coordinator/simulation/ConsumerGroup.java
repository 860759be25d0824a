package dev.godwit.coordinator.simulation;

import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which worker has which partition of the tasks, and how far each partition is committed. */
final class ConsumerGroup {

  private final Broker broker;
  private final List<Partition> partitions = new ArrayList<>();

  /** A task as it was handed to a worker. */
  record Delivered(Task task, int partition, int generation, int offset) {}

  /** One partition; every assignment is a new generation. */
  private static final class Partition {
    @Nullable ModelWorker owner;
    int generation;
    int position;
    int committed;
  }

  ConsumerGroup(Broker broker) {
    this.broker = broker;
    broker.tasks.forEach(log -> partitions.add(new Partition()));
  }

  /** The next task of a partition, for the worker that has it. */
  @Nullable Delivered poll(ModelWorker worker, int number) {
    Partition partition = partitions.get(number);
    List<Task> log = broker.tasks.get(number);
    if (partition.owner != worker || partition.position >= log.size()) {
      return null;
    }
    int offset = partition.position++;
    return new Delivered(log.get(offset), number, partition.generation, offset);
  }

  /** Whether the partition has been with the same worker ever since. */
  boolean isCurrent(Delivered delivered) {
    return partitions.get(delivered.partition()).generation == delivered.generation();
  }

  /** Refused, without harm, when the partition was given away meanwhile. */
  void commit(Delivered delivered) {
    if (isCurrent(delivered)) {
      partitions.get(delivered.partition()).committed = delivered.offset() + 1;
    }
  }

  /** A worker that restarts in time keeps its partitions, and gets again what was not committed. */
  void rejoined(ModelWorker worker) {
    partitions.stream().filter(p -> p.owner == worker).forEach(p -> assign(p, worker));
  }

  /** Partitions of workers that are gone go to others; some others may move as well. */
  boolean rebalance(List<ModelWorker> workers, Chance chance, boolean move) {
    boolean changes = false;
    List<ModelWorker> members = workers.stream().filter(ModelWorker::isWell).toList();
    for (Partition partition : partitions) {
      boolean lost = partition.owner == null || !partition.owner.isWell();
      if (!members.isEmpty() && (lost || (move && chance.oneIn(2)))) {
        assign(partition, chance.pick(members));
        changes = true;
      }
    }
    return changes;
  }

  /** Somebody sets a partition back to its beginning. */
  boolean rewind(int number) {
    Partition partition = partitions.get(number);
    boolean changes = partition.committed > 0;
    partition.committed = 0;
    if (partition.owner != null) {
      assign(partition, partition.owner);
    }
    return changes;
  }

  private static void assign(Partition partition, ModelWorker worker) {
    partition.owner = worker;
    partition.generation++;
    partition.position = partition.committed;
  }
}
