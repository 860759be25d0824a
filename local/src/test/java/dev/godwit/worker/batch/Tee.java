package dev.godwit.worker.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Stands between a client and a server, and keeps what the client sends; cuts the connection at
 * what the server would not understand.
 */
final class Tee implements AutoCloseable {

  private final int serverPort;
  private final String end;
  private final ServerSocket listener;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  Tee(int serverPort, String end) throws IOException {
    this.serverPort = serverPort;
    this.end = end;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inBackground(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** All bytes, each as a character of its own. */
  String sent() {
    synchronized (sent) {
      return sent.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      inBackground(() -> copy(client, server, true));
      inBackground(() -> copy(server, client, false));
    }
  }

  private void copy(Socket from, Socket to, boolean keep) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (keep) {
          synchronized (sent) {
            sent.write(buffer, 0, read);
          }
          if (sent().contains(end)) {
            return;
          }
        }
        out.write(buffer, 0, read);
      }
    }
  }

  /** Goes on until something is closed. */
  @FunctionalInterface
  private interface Work {
    void go() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.go();
              } catch (IOException e) {
                // Closed.
              }
            },
            "tee");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
