package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ListenerLookTest {

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static String at(ServerSocket server) {
    return "localhost:" + server.getLocalPort();
  }

  @Test
  void whereNothingListensIsNobody() throws Exception {
    ServerSocket server = listening();
    server.close();
    assertThat(ListenerLook.at(at(server))).isEqualTo(ListenerLook.NOBODY);
    assertThat(ListenerLook.at("no-such-host.invalid:9092")).isEqualTo(ListenerLook.NOBODY);
  }

  @Test
  void whoSaysNothingIsSilent() throws Exception {
    try (ServerSocket server = listening()) {
      assertThat(ListenerLook.at(at(server))).isEqualTo(ListenerLook.SILENT);
    }
  }

  @Test
  void whoHangsUpDoesNotSpeakTlsWhicheverServerIsNamedFirst() throws Exception {
    // given
    ServerSocket nobody = listening();
    nobody.close();
    try (ServerSocket server = listening()) {
      Thread hangingUp = new Thread(() -> hangUpOn(server));
      hangingUp.setDaemon(true);
      hangingUp.start();
      // when / then
      assertThat(ListenerLook.at(at(nobody) + ", PLAINTEXT://" + at(server)))
          .isEqualTo(ListenerLook.PLAIN);
    }
  }

  private static void hangUpOn(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getInputStream().read();
    } catch (IOException e) {
      // The test is over.
    }
  }
}
