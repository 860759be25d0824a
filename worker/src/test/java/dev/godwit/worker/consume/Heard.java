package dev.godwit.worker.consume;

import dev.godwit.protocol.Task;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it hears. */
final class Heard implements ConsumeListener {

  final List<String> all = new CopyOnWriteArrayList<>();
  volatile int inFlight;

  @Override
  public void malformed() {
    all.add("malformed");
  }

  @Override
  public void dropped(Task task) {
    all.add("dropped " + task.batchId().batch());
  }

  @Override
  public void inFlight(int tasks) {
    inFlight = tasks;
  }

  @Override
  public void broken(String reason) {
    all.add("broken");
  }
}
