package dev.godwit.cli.wait;

import dev.godwit.cli.display.ProgressDisplay;
import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.InstallationException;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.cli.progress.ProgressTracker;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Follows what a command began until it ends. */
public final class Waiting {

  private static final Duration POLL = Duration.ofMillis(200);

  /** States and replies come by different ways. */
  private static final Duration STATES_LATER_THAN_REPLIES = Duration.ofSeconds(1);

  private static final Duration STATES_AT_LAST = Duration.ofSeconds(10);

  private final StateFeed feed;
  private final ProgressDisplay display;
  private final InstantSource clock;
  private final ProgressTracker tracker = new ProgressTracker();

  /**
   * @param clock how late it is
   */
  public Waiting(StateFeed feed, ProgressDisplay display, InstantSource clock) {
    this.feed = feed;
    this.display = display;
    this.clock = clock;
  }

  /**
   * How it has come out.
   *
   * @param chain the runs, none of which goes on any more
   * @param isCompleted whether all that the command is about is completed
   */
  public record Outcome(Chain chain, boolean isCompleted) {}

  /**
   * Returns when nothing goes on any more.
   *
   * @param names what the command named
   */
  public Outcome untilEnd(List<String> names, Answered answered) {
    Chain chain = begin(names, answered);
    show(chain.current());
    if (wasCompletedBefore(chain, answered)) {
      return new Outcome(chain, true);
    }
    while (true) {
      Chain next = chain.by(feed.states());
      // Each run is shown as it ended before the one after it is.
      next.runs().subList(chain.runs().size() - 1, next.runs().size()).forEach(this::show);
      chain = next;
      if (chain.verdict() != Verdict.GOES_ON) {
        return new Outcome(chain, chain.verdict() == Verdict.COMPLETED);
      }
      feed.poll(POLL);
    }
  }

  private Chain begin(List<String> names, Answered answered) {
    Instant enough = clock.instant().plus(statesComeWithin(answered.reply()));
    while (true) {
      boolean hadTime = clock.instant().isAfter(enough);
      Optional<Chain> chain = Chain.begunBy(names, answered.offset(), hadTime, feed.states());
      if (chain.isPresent()) {
        return chain.get();
      }
      if (hadTime) {
        throw new InstallationException(
            "the command was accepted, but no state of %s can be read, so nobody can tell when it ends; does the coordinator write its states?"
                .formatted(String.join(", ", names)));
      }
      feed.poll(POLL);
    }
  }

  static Duration statesComeWithin(Reply reply) {
    return reply.changedNothing() ? STATES_LATER_THAN_REPLIES : STATES_AT_LAST;
  }

  /**
   * What followed it once, and ended, or could not follow it, is not what this command is about.
   */
  private boolean wasCompletedBefore(Chain chain, Answered answered) {
    State first = chain.current();
    Instant finishedAt = first.context().times().finishedAt();
    return first.status() == Status.COMPLETED
        && first.context().starter().commandOffset() < answered.offset()
        // Both are times of the coordinator's clock.
        && (finishedAt == null || !finishedAt.isAfter(answered.reply().at()))
        && chain.by(feed.states()).verdict() != Verdict.GOES_ON;
  }

  private void show(State state) {
    Instant now = clock.instant();
    display.show(tracker.progress(state, now), now);
  }
}
