package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The command that a dry run answers.
 *
 * @param commandId the command's {@code id}, echoed in the reply
 * @param by who asked, as claimed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DryRunRequest(@Nullable String commandId, @Nullable String by) {}
