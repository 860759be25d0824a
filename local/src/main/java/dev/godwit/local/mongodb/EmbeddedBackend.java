package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** All databases of the embedded server, and the place where commands are refused. */
final class EmbeddedBackend extends AbstractMongoBackend {

  /** As a real server has it. */
  private static final int MAX_WRITE_BATCH_SIZE = 100_000;

  private final Refusals refusals = new Refusals();
  private final LongAdder examined = new LongAdder();

  EmbeddedBackend() {
    version(ServerVersion.MONGO_5_0);
  }

  Refusals refusals() {
    return refusals;
  }

  long documentsExamined() {
    return examined.sum();
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new EmbeddedDatabase(name, getCursorRegistry(), refusals, examined);
  }

  /** Errors are replies here, because the stock handler logs them with a stack trace. */
  @Override
  public Document handleMessage(MongoMessage message) {
    try {
      return super.handleMessage(message);
    } catch (MongoServerException error) {
      return toReply(error);
    }
  }

  @Override
  public Document handleCommand(Channel channel, String database, String name, Document command) {
    Optional<Refusal> refusal = refusals.ofCommand(database, name, command);
    if (refusal.isEmpty()) {
      return execute(channel, database, name, command);
    }
    if (refusal.get().effect() == Refusal.Effect.ERROR) {
      throw Refusals.toError(refusal.get());
    }
    try {
      return execute(channel, database, name, command);
    } finally {
      channel.close().awaitUninterruptibly();
    }
  }

  private Document execute(Channel channel, String database, String name, Document command) {
    boolean hello = name.equals("hello");
    Document reply = super.handleCommand(channel, database, hello ? "isMaster" : name, command);
    if (hello || name.equalsIgnoreCase("isMaster")) {
      reply.append("isWritablePrimary", true).append("maxWriteBatchSize", MAX_WRITE_BATCH_SIZE);
    }
    return reply;
  }

  private static Document toReply(MongoServerException error) {
    Document reply = new Document("ok", 0.0).append("errmsg", error.getMessageWithoutErrorCode());
    if (error instanceof MongoServerError coded) {
      reply.append("code", coded.getCode());
      reply.putIfNotNull("codeName", coded.getCodeName());
    }
    return reply;
  }
}
