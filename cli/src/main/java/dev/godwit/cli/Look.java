package dev.godwit.cli;

import dev.godwit.cli.text.Colours;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.IntSupplier;

/**
 * How things are shown.
 *
 * @param isTerminal whether a person looks on, and lines can be drawn again
 * @param colours whether there are colours
 * @param width how many characters a line takes
 * @param clock how late it is
 * @param zone in which times are shown
 */
public record Look(
    boolean isTerminal, Colours colours, IntSupplier width, InstantSource clock, ZoneId zone) {

  /** By the terminal of this process, if it has one, and {@code NO_COLOR}. */
  public static Look ofProcess() {
    boolean isTerminal = Terminal.isThere();
    return new Look(
        isTerminal,
        isTerminal && Terminal.takesColours() ? Colours.ON : Colours.OFF,
        new Terminal(InstantSource.system())::width,
        InstantSource.system(),
        ZoneId.systemDefault());
  }
}
