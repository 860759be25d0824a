package dev.godwit.cli;

/** The {@code godwit} command. */
public final class GodwitCli {

  private GodwitCli() {}

  public static void main(String[] args) {
    System.exit(GodwitCommand.commandLine().execute(args));
  }
}
