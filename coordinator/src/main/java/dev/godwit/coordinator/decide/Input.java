package dev.godwit.coordinator.decide;

import dev.godwit.protocol.Command;
import dev.godwit.protocol.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be decided about. */
public sealed interface Input {

  /**
   * A person asks for something.
   *
   * @param command what
   * @param offset where it stands in its topic, so that it is carried out once
   * @param since when it was put off; null when it is decided about for the first time
   */
  record Commanded(Command command, long offset, @Nullable Instant since) implements Input {

    /** For the first time. */
    public Commanded(Command command, long offset) {
      this(command, offset, null);
    }
  }

  /** A worker tells something. */
  record Told(Event event) implements Input {}

  /**
   * Time has passed.
   *
   * @param migration the only one that it is about; null for all
   */
  record Tick(@Nullable String migration) implements Input {

    /** For all. */
    public Tick() {
      this(null);
    }
  }

  /** The commands topic was made anew: from now on its offsets are those of other commands. */
  record Renumbered() implements Input {}

  /**
   * This coordinator has just taken over: what is owed may never have been sent.
   *
   * @param migration the only one that it is about; null for all
   */
  record TakenOver(@Nullable String migration) implements Input {

    /** All. */
    public TakenOver() {
      this(null);
    }
  }
}
