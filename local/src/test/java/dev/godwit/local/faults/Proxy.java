package dev.godwit.local.faults;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a MongoDB, message by message, and cuts connections before a request
 * arrives or after it was carried out.
 */
final class Proxy implements AutoCloseable {

  /** What becomes of a request. */
  enum Fate {
    FORWARDED,
    /** The server never sees it. */
    CUT_BEFORE,
    /** The server carries it out; its reply never comes. */
    CUT_AFTER
  }

  private static final InetAddress HOST = InetAddress.getLoopbackAddress();

  private final int serverPort;
  private final Function<byte[], Fate> fates;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private ServerSocket listener;

  /**
   * @param fates asked for each request; may take its time
   */
  Proxy(int serverPort, Function<byte[], Fate> fates) throws IOException {
    this.serverPort = serverPort;
    this.fates = fates;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
  }

  int port() {
    return port;
  }

  /** As if the server was gone: nobody listens, and all connections break. */
  void refuse() throws IOException {
    listener.close();
    open.forEach(Proxy::cut);
  }

  /** The server is there again. */
  void accept() throws IOException {
    listener = listen(port);
  }

  @Override
  public void close() throws IOException {
    refuse();
  }

  private ServerSocket listen(int wanted) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(HOST, wanted));
    start(() -> connect(socket));
    return socket;
  }

  private void connect(ServerSocket from) throws IOException {
    while (true) {
      Socket client = from.accept();
      Socket server = new Socket(HOST, serverPort);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      open.add(client);
      open.add(server);
      Link link = new Link(client, server);
      start(link::requests);
      start(link::replies);
      if (from.isClosed()) {
        link.cut();
      }
    }
  }

  private static void start(Piece piece) {
    Thread thread =
        new Thread(
            () -> {
              try {
                piece.run();
              } catch (IOException e) {
                // It was cut, by us or by one of the two.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @FunctionalInterface
  private interface Piece {
    void run() throws IOException;
  }

  private final class Link {

    private final Socket client;
    private final Socket server;
    private volatile boolean cutAtReply;

    private Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    private void requests() throws IOException {
      try {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = server.getOutputStream();
        for (byte[] request = read(in); request != null; request = read(in)) {
          Fate fate = fates.apply(request);
          if (fate == Fate.CUT_BEFORE) {
            return;
          }
          cutAtReply = fate == Fate.CUT_AFTER;
          out.write(request);
        }
      } finally {
        cut();
      }
    }

    private void replies() throws IOException {
      try {
        DataInputStream in = new DataInputStream(server.getInputStream());
        OutputStream out = client.getOutputStream();
        for (byte[] reply = read(in); reply != null && !cutAtReply; reply = read(in)) {
          out.write(reply);
        }
      } finally {
        cut();
      }
    }

    private void cut() {
      for (Socket socket : new Socket[] {client, server}) {
        open.remove(socket);
        Proxy.cut(socket);
      }
    }

    /** One message: its length stands at its beginning. Null at the end. */
    private static byte @Nullable [] read(DataInputStream in) throws IOException {
      byte[] head = in.readNBytes(Integer.BYTES);
      if (head.length < Integer.BYTES) {
        return null;
      }
      int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
      byte[] message = ByteBuffer.allocate(length).put(head).array();
      in.readFully(message, Integer.BYTES, length - Integer.BYTES);
      return message;
    }
  }
}
