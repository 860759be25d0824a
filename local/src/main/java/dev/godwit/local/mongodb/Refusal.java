package dev.godwit.local.mongodb;

/**
 * How the embedded server refuses an operation.
 *
 * @param effect what the client sees
 * @param code the server's error code, as 121 for a failed validation
 * @param message the server's error message
 */
public record Refusal(Effect effect, int code, String message) {

  /** What the client sees of a refusal. */
  public enum Effect {
    /** An error; the operation is not done. */
    ERROR,
    /** A connection that breaks after the command was carried out; only for whole commands. */
    CUT_REPLY
  }

  /** Nothing is done, the client gets this error. */
  public static Refusal error(int code, String message) {
    return new Refusal(Effect.ERROR, code, message);
  }

  /** Everything is done, but the connection breaks before the reply. */
  public static Refusal cutReply() {
    return new Refusal(Effect.CUT_REPLY, 0, "the reply is cut");
  }
}
