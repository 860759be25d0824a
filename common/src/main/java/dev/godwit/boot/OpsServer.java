package dev.godwit.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The small HTTP server of a program: metrics, health, and what the program adds to them. */
public final class OpsServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpsServer.class);

  /** As many as Prometheus, probes and some people with browsers never have. */
  private static final int MOST_CONNECTIONS = 200;

  /**
   * More than connections, because a client that is slow keeps one busy; there are only as many as
   * are needed.
   */
  private static final int MOST_THREADS = MOST_CONNECTIONS + 20;

  static {
    // The JDK's server waits for ever for a client that sends or reads slowly (seconds here), and
    // without nodelay every answer on a kept connection takes 40 ms.
    setUnlessSet("sun.net.httpserver.maxReqTime", "20");
    setUnlessSet("sun.net.httpserver.maxReqHeaders", "64");
    setUnlessSet("sun.net.httpserver.maxReqHeaderSize", "32768");
    setUnlessSet("jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS));
    setUnlessSet("sun.net.httpserver.maxRspTime", "60");
    setUnlessSet("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Routes routes;

  private OpsServer(HttpServer server, Routes routes) {
    this.server = server;
    this.routes = routes;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @throws StartException if it cannot listen there
   */
  public static OpsServer start(String host, int port, Routes routes) {
    OpsServer ops = new OpsServer(bind(host, port), routes);
    ops.server.createContext("/", ops::handle);
    ops.server.setExecutor(ops.threads);
    ops.server.start();
    LOG.atInfo()
        .addKeyValue("host", host)
        .addKeyValue("port", ops.port())
        .log("HTTP is served on port {}", ops.port());
    return ops;
  }

  /** On which port it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Stops at once; answers on their way may be cut. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer bind(String host, int port) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new StartException(
          "cannot serve HTTP on host '%s': there is no such host; correct %s"
              .formatted(host, CommonSettings.HTTP_HOST.name()));
    }
    try {
      return HttpServer.create(address, 0);
    } catch (BindException e) {
      throw new StartException(
          "cannot serve HTTP on %s, port %d: %s; free it, or set %s to another one (0 = any)"
              .formatted(host, port, reason(e), CommonSettings.HTTP_PORT.name()),
          e);
    } catch (IOException e) {
      throw new StartException(
          "cannot serve HTTP on %s, port %d: %s; correct %s and %s"
              .formatted(
                  host,
                  port,
                  e.getMessage(),
                  CommonSettings.HTTP_HOST.name(),
                  CommonSettings.HTTP_PORT.name()),
          e);
    }
  }

  private static String reason(BindException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("in use") ? "another program listens there" : message;
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      send(exchange, answer(exchange));
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("An HTTP client went away before it had its answer");
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    Request request;
    try {
      request = HttpRequests.read(exchange);
    } catch (HttpRequests.UnreadableException e) {
      return Answer.error(e.status(), e.getMessage());
    }
    try {
      return routes.answer(request);
    } catch (Exception | StackOverflowError e) {
      LOG.atWarn()
          .addKeyValue("path", request.path())
          .setCause(e)
          .log("An HTTP request could not be answered; the client gets status 500");
      return Answer.error(500, "this could not be answered; the log of the program says why");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      headers.set(header.getKey(), header.getValue());
    }
    byte[] body = answer.body();
    if (exchange.getRequestMethod().toUpperCase(Locale.ROOT).equals("HEAD")) {
      headers.set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
