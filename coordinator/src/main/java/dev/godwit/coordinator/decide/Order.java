package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.SeriesLink;
import dev.godwit.protocol.StartOptions;
import dev.godwit.protocol.StartedBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to begin or go on, and on whose behalf.
 *
 * @param options what was asked for
 * @param series what is to follow, and what it follows
 * @param by who asked, as claimed; null for nobody
 * @param commandOffset the command; -1 when a series does it by itself
 */
record Order(StartOptions options, Series series, @Nullable String by, long commandOffset) {

  /** What a command asks of the first of its migrations. */
  static Order of(Command command, long offset) {
    return new Order(
        command.options(),
        new Series(command.next(), command.options().reset(), null),
        command.by(),
        offset);
  }

  /** The same for another one, of which nothing in particular was asked. */
  Order handedOn(List<String> next, @Nullable SeriesLink continues) {
    return new Order(
        StartOptions.NONE, new Series(next, series.resetNext(), continues), by, commandOffset);
  }

  /** Who started a run that this command, or series, starts or resumes. */
  StartedBy starter(StartedBy before) {
    return new StartedBy(by, Math.max(commandOffset, before.commandOffset()));
  }
}
