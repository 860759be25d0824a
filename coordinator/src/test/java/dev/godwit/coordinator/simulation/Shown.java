package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.CommandWriter;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Delivery;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How things look in a trace: short. */
final class Shown {

  private Shown() {}

  /** What is not short by itself, made short. */
  static Object[] all(@Nullable Object... things) {
    return Arrays.stream(things).map(Shown::of).toArray();
  }

  private static @Nullable Object of(@Nullable Object thing) {
    if (thing instanceof Input input) {
      return input(input);
    } else if (thing instanceof Event event) {
      return event(event);
    } else if (thing instanceof State state) {
      return state(state);
    } else if (thing instanceof Effect effect) {
      return effect(effect);
    }
    return thing;
  }

  private static String input(Input input) {
    if (input instanceof Input.Commanded commanded) {
      return "command %d %s".formatted(commanded.offset(), command(commanded.command()));
    } else if (input instanceof Input.Told told) {
      return event(told.event());
    }
    return input.getClass().getSimpleName();
  }

  private static String command(Command command) {
    return CommandWriter.write(command).replace("\"", "");
  }

  private static String event(Event event) {
    String what = event.getClass().getSimpleName();
    if (event instanceof Event.Announced announced) {
      return "%s %s v%d"
          .formatted(what, event.migration(), announced.definition().revision().version());
    } else if (event instanceof Event.Completed completed) {
      Event.Span span = completed.span();
      return "%s %s: (%s, %s]%s, %s%s by %s"
          .formatted(
              what,
              batch(completed.origin().batchId()),
              cursor(span.from()),
              cursor(span.cursor()),
              span.done() ? " done" : "",
              counts(completed.counts()),
              (completed.error() == null ? "" : ", stopped at a document")
                  + (completed.tried() == null ? "" : ", retried " + completed.tried()),
              completed.origin().worker());
    } else if (event instanceof Event.OfBatch ofBatch) {
      return "%s %s by %s"
          .formatted(what, batch(ofBatch.origin().batchId()), ofBatch.origin().worker());
    }
    throw new AssertionError(event);
  }

  private static String state(State state) {
    StringBuilder text = new StringBuilder("%s %s".formatted(state.migration(), state.status()));
    text.append(" run %d".formatted(state.run()));
    for (Segment segment : state.progress().segments()) {
      Delivery delivery = segment.delivery();
      text.append(
          " batch %d after %s%s%s"
              .formatted(
                  segment.batch(),
                  cursor(segment.range().cursor()),
                  segment.done() ? " done" : "",
                  delivery == null
                      ? ""
                      : " (%s, attempt %d)".formatted(delivery.phase(), delivery.attempt())));
    }
    text.append(" ").append(counts(state.progress().counts()));
    if (!state.context().series().next().isEmpty()) {
      text.append(" next ").append(state.context().series().next());
    }
    return text.toString();
  }

  private static String effect(Effect effect) {
    if (effect instanceof Effect.SendTask send) {
      Task task = send.task();
      return "asks p%d for %s %s attempt %d"
          .formatted(send.partition(), task.kind(), batch(task.batchId()), task.attempt());
    } else if (effect instanceof Effect.SendReply reply) {
      return "replies \"%s\"".formatted(reply.reply().message());
    }
    return "keeps a summary";
  }

  private static String cursor(@Nullable Cursor cursor) {
    return cursor == null ? "start" : String.valueOf(Ids.of(cursor));
  }

  private static String batch(BatchId id) {
    return "%s/%d/%d".formatted(id.migration(), id.run(), id.batch());
  }

  private static String counts(Counts counts) {
    return "%d=%du+%dn+%dd+%df+%dv"
        .formatted(
            counts.processed(),
            counts.updated(),
            counts.unchanged(),
            counts.deleted(),
            counts.failed(),
            counts.vanished());
  }
}
