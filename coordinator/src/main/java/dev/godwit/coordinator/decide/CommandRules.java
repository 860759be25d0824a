package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from commands: every one is answered, and refused or carried out as a whole. */
final class CommandRules {

  private CommandRules() {}

  static Decision decide(
      States states, Installation installation, Input.Commanded input, Turn turn) {
    Command command = input.command();
    try {
      if (command.verb() != Command.Verb.UP) {
        command.migrations().forEach(name -> known(turn, name));
      }
      Optional<State> applied = alreadyApplied(turn, input);
      Optional<String> message =
          applied.isPresent()
              ? applied.map(
                  state ->
                      "was carried out already; '%s' is %s now"
                          .formatted(state.migration(), state.status()))
              : carryOut(turn, input);
      message.ifPresent(text -> turn.reply(reply(command, true, text, turn)));
      return turn.decision();
    } catch (RefusedException e) {
      Turn refused = new Turn(states, installation, turn.now());
      refused.reply(reply(command, false, String.valueOf(e.getMessage()), turn));
      return refused.decision();
    }
  }

  /** What to answer; empty when somebody else does. */
  private static Optional<String> carryOut(Turn turn, Input.Commanded input) {
    Command command = input.command();
    long offset = input.offset();
    return switch (command.verb()) {
      case START, START_SERIES -> StartRules.start(turn, command, offset);
      case RESUME -> Optional.of(StartRules.resume(turn, command, offset));
      case PAUSE -> Optional.of(StopRules.pause(turn, named(turn, command), offset));
      case CANCEL -> Optional.of(StopRules.cancel(turn, named(turn, command), offset));
      case CANCEL_ALL -> Optional.of(StopRules.cancelAll(turn, offset));
      case RETRY_FAILED -> Optional.of(RetryRules.retryFailed(turn, command, offset));
      case CLEAR -> Optional.of(StopRules.clear(turn, named(turn, command), offset));
      case UP -> UpRules.up(turn, input);
    };
  }

  static State named(Turn turn, Command command) {
    return known(turn, String.valueOf(command.migration()));
  }

  private static State known(Turn turn, String name) {
    return turn.find(name).orElseThrow(() -> new RefusedException(Words.unknown(name, turn)));
  }

  /** A command that is read once more after a crash, when its first migration has been stored. */
  private static Optional<State> alreadyApplied(Turn turn, Input.Commanded input) {
    if (input.command().options().dryRun()) {
      return Optional.empty();
    } else if (input.command().verb() == Command.Verb.UP) {
      // It may be decided about later than commands after it.
      return turn.all().stream()
          .filter(state -> state.context().starter().commandOffset() == input.offset())
          .findFirst();
    }
    List<State> named = new ArrayList<>();
    input.command().migrations().forEach(name -> named.add(known(turn, name)));
    return named.stream()
        .filter(state -> state.context().starter().commandOffset() >= input.offset())
        .findFirst();
  }

  /** What was applied before is older than any command to come. */
  static void forgetOffsets(Turn turn) {
    for (State state : List.copyOf(turn.all())) {
      if (state.context().starter().commandOffset() >= 0) {
        Draft draft = new Draft(state);
        draft.starter = new StartedBy(draft.starter.actor(), -1);
        turn.keep(draft);
      }
    }
  }

  static Reply reply(Command command, boolean accepted, String message, Turn turn) {
    @Nullable String about = command.migration();
    return new Reply(
        command.verb().wireName(), command.id(), about, accepted, message, turn.now(), null);
  }
}
