package dev.godwit.local.kafka;

import dev.godwit.boot.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine that nothing listens on at the moment. */
final class FreePorts {

  private static final InetAddress HOST = InetAddress.getLoopbackAddress();

  private FreePorts() {}

  /** Any that is free. */
  static int any() {
    try (ServerSocket socket = bound(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("this machine has no free port", e);
    }
  }

  /**
   * Makes sure that it is free.
   *
   * @throws StartException when something listens on it, or it cannot be listened on
   */
  static void requireFree(int port) {
    try (ServerSocket socket = bound(port)) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new StartException(
          "Kafka cannot listen on port "
              + port
              + " ("
              + e.getMessage()
              + "); stop what listens there or choose another port, 0 for any that is free",
          e);
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // As Kafka does it, so that connections that linger after a restart are no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(HOST, port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
