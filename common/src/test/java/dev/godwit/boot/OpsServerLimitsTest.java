package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that are slow, greedy, or not meant. */
class OpsServerLimitsTest {

  private static final int SLOW_CLIENTS = 60;
  private static final int PATIENCE_MS = 5_000;
  private static final int STATUS_LINE = "HTTP/1.1 200".length();

  private final OpsServer server =
      OpsServer.start(
          "127.0.0.1",
          0,
          new Routes()
              .get("/live", request -> Answer.json("{}"))
              .on("POST", "/echo", request -> Answer.json("{}")));
  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    server.close();
  }

  @Test
  void clientsThatSendTheirHeadersSlowlyHoldUpNobody() throws Exception {
    // given
    for (int i = 0; i < SLOW_CLIENTS; i++) {
      send("GET /live HTTP/1.1\r\nHost: a\r\nX-Slow: 1");
    }
    // when / then
    assertThat(answer("GET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void clientsThatSendTheirBodySlowlyHoldUpNobody() throws Exception {
    // given
    for (int i = 0; i < SLOW_CLIENTS; i++) {
      send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
    }
    // when / then
    assertThat(answer("GET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes() throws Exception {
    assertThat(answer("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void tooManyHeadersAreRefused() throws Exception {
    assertThat(answer(withHeaders("X-%d: 1\r\n", 100))).doesNotStartWith("HTTP/1.1 200");
    assertThat(answer(withHeaders("X-%d: 1\r\n", 50))).startsWith("HTTP/1.1 200");
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws Exception {
    String kilobytes = "x".repeat(2_000);
    assertThat(answer(withHeaders("X-%d: " + kilobytes + "\r\n", 20)))
        .doesNotStartWith("HTTP/1.1 200");
    assertThat(answer(withHeaders("X-%d: " + kilobytes + "\r\n", 10))).startsWith("HTTP/1.1 200");
  }

  @Test
  void anAddressThatIsTooLongIsRefused() throws Exception {
    String path = "/live?x=" + "x".repeat(1_000_000);
    assertThat(answer("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .doesNotStartWith("HTTP/1.1 200");
  }

  @Test
  void aConnectionTooManyIsClosedAndTheOthersGoOn() throws Exception {
    // given
    Socket first = send("");
    for (int i = 0; i < 250; i++) {
      send("");
    }
    // when
    String late = answer("GET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    // then
    assertThat(late).isEmpty();
    assertThat(answer(first, "GET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void itListensOnTheAddressThatIsSetAndOnNoOther() {
    assertThatThrownBy(
            () -> {
              try (Socket other = new Socket()) {
                other.connect(new InetSocketAddress("127.0.0.2", server.port()), PATIENCE_MS);
              }
            })
        .isInstanceOf(ConnectException.class);
  }

  private static String withHeaders(String each, int count) {
    StringBuilder request =
        new StringBuilder("GET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
    for (int i = 0; i < count; i++) {
      request.append(each.formatted(i));
    }
    return request.append("\r\n").toString();
  }

  private Socket send(String text) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()), PATIENCE_MS);
    socket.setSoTimeout(PATIENCE_MS);
    open.add(socket);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** The beginning of what the server sends; empty if it hangs up at once. */
  private String answer(String request) throws IOException {
    return answer(send(""), request);
  }

  private static String answer(Socket socket, String request) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] some = new byte[8_192];
      int n = socket.getInputStream().read(some);
      while (n > 0) {
        answer.write(some, 0, n);
        n = answer.size() < STATUS_LINE ? socket.getInputStream().read(some) : 0;
      }
    } catch (IOException e) {
      // A reset is a way to hang up too.
    }
    return answer.toString(StandardCharsets.US_ASCII);
  }
}
