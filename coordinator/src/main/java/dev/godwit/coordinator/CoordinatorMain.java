package dev.godwit.coordinator;

import dev.godwit.boot.Program;

/** The program in the coordinator's image. */
public final class CoordinatorMain {

  private CoordinatorMain() {}

  public static void main(String[] args) {
    Program.main(
        "coordinator",
        program ->
            program
                .add(
                    "coordinator",
                    new Coordinator(
                        program.environment(System.getenv(), CoordinatorSettings.ALL),
                        program::fail))
                .start());
  }
}
