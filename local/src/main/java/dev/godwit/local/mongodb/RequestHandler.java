package dev.godwit.local.mongodb;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import java.util.concurrent.Executor;

/**
 * Carries out each request on a thread of its own, so that one that waits (in a {@link
 * RefusalHook}, say) holds up no other connection; the stock handler does it on the few threads
 * that read from all connections. Clients send one request at a time on a connection.
 */
final class RequestHandler extends MongoDatabaseHandler {

  private final Executor workers;

  RequestHandler(MongoBackend backend, ChannelGroup connections, Executor workers) {
    super(backend, connections);
    this.workers = workers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
    workers.execute(
        () -> {
          try {
            super.channelRead0(context, request);
          } catch (Throwable e) {
            context.fireExceptionCaught(e);
          }
        });
  }
}
