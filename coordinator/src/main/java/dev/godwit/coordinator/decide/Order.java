package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Actor;
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
 * @param actor who asked
 * @param commandOffset the command; -1 when a series does it by itself
 */
record Order(StartOptions options, Series series, Actor actor, long commandOffset) {

  /** What a command asks of the first of its migrations. */
  static Order of(Command command, long offset) {
    return new Order(
        command.options(),
        new Series(command.next(), command.options().reset(), null),
        command.actor(),
        offset);
  }

  /** The same for another one, of which nothing in particular was asked. */
  Order handedOn(List<String> next, @Nullable SeriesLink continues) {
    return new Order(
        StartOptions.NONE, new Series(next, series.resetNext(), continues), actor, commandOffset);
  }

  /** Who started a run that this command, or series, starts or resumes. */
  StartedBy starter(StartedBy before) {
    return new StartedBy(actor, Math.max(commandOffset, before.commandOffset()));
  }
}
