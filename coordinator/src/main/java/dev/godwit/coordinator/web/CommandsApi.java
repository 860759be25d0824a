package dev.godwit.coordinator.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.boot.Answer;
import dev.godwit.boot.Request;
import dev.godwit.coordinator.people.Proof;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.coordinator.web.Acting.Verdict;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.CommandReader;
import dev.godwit.protocol.CommandWriter;
import dev.godwit.protocol.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the commands of those who may act, with a proof of who they are. */
public final class CommandsApi {

  static final String PATH = "/api/commands";
  static final String SESSION = "/api/session";

  private static final Logger LOG = LoggerFactory.getLogger(CommandsApi.class);
  private static final int MAX_BYTES = 64 * 1024;

  /** While Kafka is away each waits for seconds, and others must still be answered. */
  private static final int AT_ONCE = 3;

  private final Tokens tokens;
  private final Acting acting;
  private final CommandSink sink;
  private final Supplier<String> ids;
  private final Clock clock;
  private final Semaphore free = new Semaphore(AT_ONCE);

  /**
   * @param ids ids of commands that came without one, each once
   */
  public CommandsApi(Tokens tokens, CommandSink sink, Supplier<String> ids, Clock clock) {
    this.tokens = tokens;
    this.acting = new Acting(tokens);
    this.sink = sink;
    this.ids = ids;
    this.clock = clock;
  }

  /** Who asks, and whether they may act. */
  Answer session(Request request) {
    Verdict verdict = acting.person(request);
    ObjectNode session = JsonNodeFactory.instance.objectNode();
    session.put("tokenNeeded", !tokens.isEmpty());
    session.put("actor", verdict.actor());
    session.put("mayAct", verdict.isAllowed());
    session.put("reason", verdict.reason());
    return Answer.jsonOf(session);
  }

  /** Sends one command; who it is from is who sent it, where that can be known. */
  Answer post(Request request) throws InterruptedException {
    Verdict verdict = acting.request(request);
    if (verdict.reason() != null) {
      Answer refused = Answer.error(verdict.status(), verdict.reason());
      return verdict.status() == 401 ? refused.withHeader("WWW-Authenticate", "Bearer") : refused;
    }
    if (request.body().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return Answer.error(413, "a command of more than 64 KiB");
    }
    Command command;
    try {
      command = CommandReader.read(request.body());
    } catch (MalformedMessageException e) {
      return Answer.error(400, String.valueOf(e.getMessage()));
    }
    String actor = verdict.actor();
    return send(
        identified(actor == null ? command : command.by(actor)), /* proven= */ actor != null);
  }

  private Command identified(Command command) {
    return command.id() == null ? command.withId(ids.get()) : command;
  }

  private Answer send(Command command, boolean proven) throws InterruptedException {
    if (!free.tryAcquire()) {
      return Answer.error(503, "Kafka is slow, and others wait already; nothing was sent")
          .withHeader("Retry-After", "1");
    }
    try {
      byte[] value = CommandWriter.write(command).getBytes(StandardCharsets.UTF_8);
      String by = String.valueOf(command.by());
      sink.send(value, proven ? Proof.of(tokens, by, value, clock.instant()) : null);
      LOG.atInfo()
          .addKeyValue("command", command.verb())
          .addKeyValue("migration", command.migration())
          .addKeyValue("id", command.id())
          .addKeyValue("by", command.by())
          .addKeyValue("proven", proven)
          .log("A command was sent over HTTP");
      return Answer.jsonOf(Map.of("id", String.valueOf(command.id()))).withStatus(202);
    } catch (CommandSink.NotConfirmedException e) {
      return Answer.error(503, e.getMessage());
    } finally {
      free.release();
    }
  }
}
