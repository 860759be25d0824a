package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private final Routes routes =
      new Routes()
          .get("/", answering("page"))
          .get("/api/*", answering("below"))
          .get("/api/migrations", answering("exact"))
          .on("POST", "/api/commands", answering("posted"));

  @Test
  void theMostExactPathAnswers() throws Exception {
    assertThat(answer("GET", "/")).isEqualTo("200 page");
    assertThat(answer("GET", "/api/migrations")).isEqualTo("200 exact");
    assertThat(answer("GET", "/api/migrations/a")).isEqualTo("200 below");
    assertThat(answer("POST", "/api/commands")).isEqualTo("200 posted");
  }

  @Test
  void aPathIsNotItsBeginning() throws Exception {
    assertThat(answer("GET", "/apis")).startsWith("404").contains("nothing at /apis");
    assertThat(answer("GET", "/api")).startsWith("404");
  }

  @Test
  void anotherMethodIsRefusedWithThoseThatAreTaken() throws Exception {
    // when
    Answer answer = routes.answer(request("DELETE", "/api/migrations"));
    // then
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
    assertThat(answer("GET", "/api/commands")).startsWith("405").contains("takes POST, not GET");
  }

  @Test
  void nothingIsAnsweredTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> routes.get("/", answering("again")))
        .withMessage("GET / is answered twice");
    assertThatIllegalArgumentException().isThrownBy(() -> routes.get("api", answering("x")));
  }

  @Test
  void queriesAreDecoded() {
    assertThat(HttpRequests.query("a=1%202&b&c=x%3Dy&&a=3"))
        .isEqualTo(Map.of("a", "3", "b", "", "c", "x=y"));
  }

  private String answer(String method, String path) throws Exception {
    Answer answer = routes.answer(request(method, path));
    return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static Request request(String method, String path) {
    return new Request(method, path, Map.of(), Map.of(), "", InetAddress.getLoopbackAddress());
  }

  private static Endpoint answering(String text) {
    return request -> Answer.text("text/plain", text);
  }
}
