package dev.godwit.coordinator.web;

import dev.godwit.boot.Answer;
import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.RecordCallback;
import dev.godwit.boot.Request;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Reply;

/** The newest replies by the id of their command, and the newest dry run of each migration. */
public final class ReplyView implements RecordCallback {

  static final String PATH = "/api/replies";

  private static final int REPLIES = 2_000;
  private static final long REPLIES_CHARS = 4_000_000;
  private static final int DRY_RUNS = 500;
  private static final long DRY_RUNS_CHARS = 16_000_000;

  private final Bounded<String> replies = new Bounded<>(REPLIES, REPLIES_CHARS);
  private final Bounded<String> dryRuns = new Bounded<>(DRY_RUNS, DRY_RUNS_CHARS);

  /** Takes in a record of the replies topic. */
  @Override
  public void read(FollowedRecord record) {
    if (record.value() == null) {
      throw new IllegalArgumentException("a reply without a value");
    }
    Reply reply = Json.read(record.value(), Reply.class);
    if (reply.id() != null) {
      replies.put(reply.id(), record.value());
    }
    if (reply.migration() != null && reply.dryRun() != null) {
      dryRuns.put(reply.migration(), record.value());
    }
  }

  /** The reply to one command. */
  Answer reply(Request request) {
    String id = request.path().substring(PATH.length() + 1);
    return replies
        .find(id)
        .map(Answer::json)
        .orElseGet(() -> Answer.error(404, "no reply to a command '%s' yet".formatted(id)));
  }

  /** What the newest dry run found. */
  Answer dryRun(StateView.Known migration, Request request) {
    String name = migration.state().migration();
    return dryRuns
        .find(name)
        .map(Answer::json)
        .orElseGet(() -> Answer.error(404, "no dry run of '%s' was seen".formatted(name)));
  }
}
