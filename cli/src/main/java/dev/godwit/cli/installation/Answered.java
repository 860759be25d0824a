package dev.godwit.cli.installation;

import dev.godwit.protocol.Reply;

/**
 * A command that was answered.
 *
 * @param reply the answer
 * @param offset where the command stands in the commands topic
 */
public record Answered(Reply reply, long offset) {}
