package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.List;

/** How commands are answered. */
final class AnswerPromises {

  private AnswerPromises() {}

  static void check(Input input, Decision decision) {
    if (input instanceof Input.Commanded commanded) {
      check(commanded, decision);
    } else if (input instanceof Input.Told told
        && told.event() instanceof Event.Declined declined
        && declined.task() != null) {
      Promise.REFUSALS_LEAVE_NO_TRACE.check(
          decision.states().isEmpty(), "%s made %s", declined, decision);
    }
  }

  private static void check(Input.Commanded input, Decision decision) {
    Command command = input.command();
    List<Reply> replies = new ArrayList<>();
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.SendReply send) {
        replies.add(send.reply());
      }
    }
    boolean isTried =
        command.options().dryRun()
            && replies.isEmpty()
            && Oversight.tasks(decision).stream()
                .allMatch(send -> send.task().kind() == Task.Kind.DRY_RUN);
    boolean isAnswered =
        replies.size() == 1 && String.valueOf(command.id()).equals(replies.get(0).id());
    Promise.EVERY_COMMAND_IS_ANSWERED.check(isTried || isAnswered, "%s made %s", input, decision);
    boolean mayChange = isAnswered && replies.get(0).accepted() && !command.options().dryRun();
    Promise.REFUSALS_LEAVE_NO_TRACE.check(
        mayChange || (decision.states().isEmpty() && (isTried || decision.effects().size() == 1)),
        "%s made %s",
        input,
        decision);
  }
}
