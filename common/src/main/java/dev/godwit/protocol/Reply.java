package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one command.
 *
 * @param command the word of the command; null when it could not be read
 * @param id the command's {@code id}; null when it had none
 * @param migration the migration it is about, of several the first; null when it is about all or
 *     none
 * @param accepted whether it was carried out, or needed nothing
 * @param message what happens now, or why not and what to do instead
 * @param at when
 * @param dryRun what a dry run found; null for everything else
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Reply(
    @Nullable String command,
    @Nullable String id,
    @Nullable String migration,
    boolean accepted,
    String message,
    Instant at,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DryRunReport dryRun) {

  /** With what the message begins when all is as it was before. */
  public static final String NO_CHANGE = "no change: ";

  /** The same for a command that looked for something to do. */
  public static final String NOTHING_TO_DO = "nothing to do: ";

  /** Whether it was accepted, and no state shows it. */
  public boolean changedNothing() {
    return accepted && (message.startsWith(NO_CHANGE) || message.startsWith(NOTHING_TO_DO));
  }
}
