package dev.godwit.cli.text;

import static dev.godwit.cli.text.Shown.duration;
import static dev.godwit.cli.text.Shown.number;
import static dev.godwit.cli.text.Shown.rate;

import dev.godwit.cli.progress.Progress;
import dev.godwit.protocol.Actor;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Segment;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is known of one migration, as a block of lines. */
public final class StateText {

  private static final String LINE = "  %-10s  %s";

  private final Progress progress;
  private final State state;
  private final Colours colours;
  private final List<String> lines = new ArrayList<>();

  private StateText(Progress progress, Colours colours) {
    this.progress = progress;
    this.state = progress.state();
    this.colours = colours;
  }

  /** The block; what is not known, or goes without saying, is left out. */
  public static List<String> lines(Progress progress, Colours colours, ZoneId zone, Instant now) {
    return new StateText(progress, colours).lines(zone, now);
  }

  private List<String> lines(ZoneId zone, Instant now) {
    Definition definition = state.definition();
    lines.add(colours.heading(state.migration()));
    add("about", Shown.printable(definition.description()));
    add("collection", definition.collection() + ", version " + definition.revision().version());
    add("status", colours.status(state.status()));
    if (state.run() > 0) {
      add("run", run(zone, now));
      add("progress", progress());
      add("documents", CountsText.of(state.progress().counts()));
      add("retry", retry());
      add("position", position());
      add("settings", settings());
    }
    add("next", String.join(", ", state.context().series().next()));
    add("waiting", Reasons.waiting(state));
    String error = Reasons.error(state);
    add("error", error == null ? null : colours.bad(error));
    add("to do", Advice.on(state));
    add("where", state.context().environment());
    return lines;
  }

  private void add(String what, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      lines.add(LINE.formatted(what, text));
    }
  }

  private String run(ZoneId zone, Instant now) {
    Times times = state.context().times();
    Actor actor = state.context().starter().actor();
    List<String> parts = new ArrayList<>();
    parts.add(number(state.run()));
    if (times.startedAt() != null) {
      parts.add(
          "started "
              + when(times.startedAt(), zone, now)
              + (actor.name() == null ? "" : " by " + Shown.actorOr("", actor)));
    }
    if (times.finishedAt() != null) {
      parts.add("ended " + when(times.finishedAt(), zone, now));
    }
    if (times.runningMs() > 0) {
      parts.add("running for " + Shown.exactDuration(Duration.ofMillis(times.runningMs())));
    }
    return String.join(", ", parts);
  }

  private static String when(Instant at, ZoneId zone, Instant now) {
    return "%s (%s ago)".formatted(Shown.moment(at, zone), duration(Duration.between(at, now)));
  }

  private String progress() {
    List<String> parts = new ArrayList<>();
    if (progress.percent() != null) {
      parts.add(progress.percent() + " %");
    }
    Long total = state.progress().estimatedTotal();
    String done = number(state.progress().counts().processed());
    parts.add((total == null ? done : done + " of about " + number(total)) + " documents");
    if (progress.perSecond() != null) {
      parts.add(rate(progress.perSecond()));
    }
    if (progress.remaining() != null) {
      parts.add("ETA " + duration(progress.remaining()));
    }
    return String.join(", ", parts);
  }

  private @Nullable String retry() {
    Failures.Retry retry = state.progress().failures().retry();
    return retry == null
        ? null
        : Shown.count(retry.left().size(), "failed document") + " still to be tried again";
  }

  private @Nullable String position() {
    if (state.status().isFinished() || state.progress().segments().isEmpty()) {
      return null;
    }
    Segment segment = state.progress().segments().get(0);
    Cursor cursor = segment.range().cursor();
    String where = cursor == null ? "at the beginning" : "after " + Documents.value(cursor.after());
    return segment.underWay() ? where + ", batch " + segment.batch() + " is under way" : where;
  }

  private String settings() {
    RunInfo run = state.runInfo();
    List<String> parts = new ArrayList<>();
    parts.add("batch size " + number(run.batchSize()));
    parts.add("on error " + run.onError());
    if (run.maxFailures() != null) {
      parts.add("at most " + run.maxFailures() + " failures");
    }
    run.params().forEach((name, value) -> parts.add(name + "=" + Json.write(value)));
    return String.join(", ", parts);
  }
}
