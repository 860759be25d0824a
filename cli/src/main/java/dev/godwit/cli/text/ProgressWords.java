package dev.godwit.cli.text;

import static dev.godwit.cli.text.Shown.count;
import static dev.godwit.cli.text.Shown.duration;
import static dev.godwit.cli.text.Shown.number;
import static dev.godwit.cli.text.Shown.rate;

import dev.godwit.cli.progress.Progress;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The parts of a line of progress. */
final class ProgressWords {

  /** Workers give a sign every 10 s, so that a longer silence is news. */
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(45);

  private ProgressWords() {}

  /** "73,000/171,075", or "73,000" when nobody knows how much there is. */
  static String ratio(Progress progress) {
    long processed = progress.state().progress().counts().processed();
    Long total = progress.state().progress().estimatedTotal();
    return total == null || progress.state().status().isFinished()
        ? number(processed)
        : number(processed) + "/" + number(total);
  }

  /** Rate, time left, conflicts, failures, and why nothing moves; what is nothing is left out. */
  static List<String> details(Progress progress) {
    List<String> details = new ArrayList<>();
    Counts counts = progress.state().progress().counts();
    if (progress.perSecond() != null) {
      details.add(rate(progress.perSecond()));
    }
    if (progress.remaining() != null) {
      details.add("ETA " + duration(progress.remaining()));
    }
    if (counts.conflicts() > 0) {
      details.add(count(counts.conflicts(), "conflict"));
    }
    if (counts.failed() > 0) {
      details.add(number(counts.failed()) + " failed");
    }
    Failures.Retry retry = progress.state().progress().failures().retry();
    if (retry != null) {
      details.add(number(retry.left().size()) + " to be tried again");
    }
    String waitingFor = progress.state().progress().waitingFor();
    if (waitingFor != null) {
      details.add(Shown.printable(waitingFor));
    } else if (progress.state().status() == Status.RUNNING
        && progress.silence().compareTo(USUAL_SILENCE) > 0) {
      details.add(
          "no news for %s, is a coordinator running?".formatted(duration(progress.silence())));
    }
    return details;
  }
}
