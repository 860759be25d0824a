package dev.godwit.cli.wait;

/** What waiting has come to. */
public enum Verdict {
  /** Something runs, or is about to. */
  GOES_ON,
  /** Everything is completed. */
  COMPLETED,
  /** Something is not completed, and will not be by itself. */
  STOPPED
}
