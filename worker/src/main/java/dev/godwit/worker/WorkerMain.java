package dev.godwit.worker;

import dev.godwit.boot.Program;
import java.util.List;

/** The program in the worker's image. */
public final class WorkerMain {

  private WorkerMain() {}

  public static void main(String[] args) {
    Program.main(
        "worker",
        program ->
            program
                .add(
                    "worker",
                    new Worker(
                        program.environment(System.getenv(), WorkerSettings.ALL),
                        List.of(),
                        program::fail))
                .start());
  }
}
