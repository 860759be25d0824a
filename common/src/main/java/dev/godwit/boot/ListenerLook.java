package dev.godwit.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Finds out what listens on a port where nobody answers as Kafka does. */
enum ListenerLook {
  NOBODY,
  /** It takes connections, and says nothing. */
  SILENT,
  TLS,
  PLAIN;

  private static final int PATIENCE_MS = 1_500;
  private static final Pattern SERVER = Pattern.compile("\\[?([^\\[\\]]+?)]?:(\\d+)");

  /** What the first of these servers is that takes a connection; sends nothing but a greeting. */
  static ListenerLook at(String bootstrapServers) {
    Pattern comma = Pattern.compile(",");
    return comma
        .splitAsStream(bootstrapServers)
        .map(server -> SERVER.matcher(server.strip().replaceFirst("^[A-Z_]+://", "")))
        .filter(Matcher::matches)
        .limit(3)
        .map(server -> one(server.group(1), Integer.parseInt(server.group(2))))
        .filter(look -> look != NOBODY)
        .findFirst()
        .orElse(NOBODY);
  }

  private static ListenerLook one(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      return look(socket, host, port);
    } catch (IOException e) {
      return NOBODY;
    }
  }

  private static ListenerLook look(Socket socket, String host, int port) throws IOException {
    try {
      return speaksTls(socket, host, port) ? TLS : PLAIN;
    } catch (SocketTimeoutException e) {
      return SILENT;
    }
  }

  private static boolean speaksTls(Socket socket, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
      tls.startHandshake();
      return true;
    } catch (SSLException e) {
      // A certificate that is not trusted, or an alert, is TLS too.
      return isOf(e, CertificateException.class)
          || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("alert");
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOf(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (type.isInstance(e)) {
        return true;
      }
    }
    return false;
  }
}
