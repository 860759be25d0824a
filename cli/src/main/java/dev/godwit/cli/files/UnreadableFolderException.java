package dev.godwit.cli.files;

/** A folder of migrations does not tell their names; the message says which file, and why. */
public final class UnreadableFolderException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableFolderException(String message) {
    super(message);
  }
}
