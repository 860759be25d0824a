package dev.godwit.local.secure;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Speaks TLS before a server that does not, and wants to see certificates of clients. */
final class TlsFront implements AutoCloseable {

  /** Whom it has let in, as their certificates say. */
  final Set<String> clients = ConcurrentHashMap.newKeySet();

  private final SSLServerSocket server;
  private final int behind;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "tls-front");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TlsFront(SSLServerSocket server, int behind) {
    this.server = server;
    this.behind = behind;
  }

  /**
   * Begins to listen.
   *
   * @param alias its certificate
   * @param behind the port of the server
   */
  static TlsFront start(Certificates certificates, String alias, int behind) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(load(certificates.keystore(alias)), Certificates.PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(load(certificates.truststore()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    server.setNeedClientAuth(true);
    TlsFront front = new TlsFront(server, behind);
    front.threads.execute(front::accept);
    return front;
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  private static KeyStore load(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, Certificates.PASSWORD.toCharArray());
    }
    return store;
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket client = (SSLSocket) server.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(SSLSocket client) {
    try (client;
        Socket to = new Socket(InetAddress.getByName("127.0.0.1"), behind)) {
      open.add(to);
      client.startHandshake();
      clients.add(client.getSession().getPeerPrincipal().getName());
      threads.execute(() -> copy(to, client));
      copy(client, to);
    } catch (IOException e) {
      // The client sees that for itself.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.close();
    } catch (IOException e) {
      // One of both is gone.
    }
  }
}
