package dev.godwit.local.faults;

import dev.godwit.boot.Program;
import dev.godwit.worker.Worker;
import dev.godwit.worker.WorkerSettings;

/** The worker's program with the migrations of these tests on board. */
final class ChildWorker {

  private ChildWorker() {}

  public static void main(String[] args) {
    Program.main(
        "worker",
        program ->
            program
                .add(
                    "worker",
                    new Worker(
                        program.environment(System.getenv(), WorkerSettings.ALL),
                        MovedUp.MIGRATIONS,
                        program::fail))
                .start());
  }
}
