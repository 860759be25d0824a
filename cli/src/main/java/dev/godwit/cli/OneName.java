package dev.godwit.cli;

import picocli.CommandLine.Parameters;

/** Which migration is meant, where it is one. */
final class OneName {

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = "The migration.")
  private String name = "";

  String get() {
    return name;
  }
}
