package dev.godwit.coordinator.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.boot.Request;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.coordinator.web.Acting.Verdict;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActingTest {

  private static final Tokens TOKENS =
      Tokens.parse("alice=alice-has-this-token,bob=bob-has-this-one-too");

  @ParameterizedTest
  @CsvSource({
    // from, Host, another header, its value, status
    "127.0.0.1, localhost:8080, , , 0",
    "127.0.0.1, LOCALHOST, , , 0",
    "127.0.0.1, 127.0.0.1:8080, , , 0",
    "127.3.2.1, localhost, , , 0",
    "::1, [::1]:8080, , , 0",
    "127.0.0.1, , , , 403",
    "127.0.0.1, evil.example:8080, , , 403",
    "127.0.0.1, localhost.evil.example, , , 403",
    "127.0.0.1, 127.0.0.1.evil.example, , , 403",
    "127.0.0.1, localhost:8080:1, , , 403",
    "10.1.2.3, localhost:8080, , , 403",
    "10.1.2.3, 10.1.2.3:8080, , , 403",
    "fe80::1, [::1]:8080, , , 403",
    // a proxy on this machine lets everybody look like this machine
    "127.0.0.1, localhost, X-Forwarded-For, 10.1.2.3, 403",
    "127.0.0.1, localhost, Forwarded, for=10.1.2.3, 403",
    "127.0.0.1, localhost, Via, 1.1 proxy, 403",
    // a token that nobody asked for does not help
    "10.1.2.3, localhost, Authorization, Bearer alice-has-this-token, 403",
  })
  void withoutTokensOnlyThisMachineMayAct(
      String from, @Nullable String host, @Nullable String name, @Nullable String value, int status)
      throws Exception {
    // given
    Map<String, String> headers = headers(host, name, value);
    // when
    Verdict verdict = new Acting(Tokens.NONE).request(request(from, headers));
    // then
    assertThat(verdict.status()).isEqualTo(status);
    assertThat(verdict.actor()).isNull();
    if (status == 403) {
      assertThat(verdict.reason()).contains("GODWIT_HTTP_TOKENS", "localhost");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer alice-has-this-token, alice",
    "bearer   alice-has-this-token, alice",
    "Bearer bob-has-this-one-too, bob",
    "Bearer alice-has-this-toke, ",
    "Bearer alice-has-this-token2, ",
    "Bearer ALICE-HAS-THIS-TOKEN, ",
    "Bearer alice=alice-has-this-token, ",
    "alice-has-this-token, ",
    "Basic alice-has-this-token, ",
    "Bearer, ",
    ", ",
  })
  void withTokensOnlyThoseWhoHaveOne(@Nullable String authorization, @Nullable String actor)
      throws Exception {
    // given: from anywhere
    Map<String, String> headers = headers("godwit.example", "Authorization", authorization);
    // when
    Verdict verdict = new Acting(TOKENS).request(request("10.1.2.3", headers));
    // then
    assertThat(verdict.status()).isEqualTo(actor == null ? 401 : 0);
    assertThat(verdict.actor()).isEqualTo(actor);
    assertThat(verdict.isAllowed()).isEqualTo(actor != null);
  }

  @Test
  void withTokensThisMachineNeedsOneToo() throws Exception {
    assertThat(
            new Acting(TOKENS)
                .request(request("127.0.0.1", headers("localhost", null, null)))
                .status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type, application/json, 0",
    "Content-Type, application/json; charset=utf-8, 0",
    "Content-Type, APPLICATION/JSON, 0",
    "Content-Type, application/jsonp, 415",
    "Content-Type, text/plain, 415",
    "Content-Type, 'text/plain; x=application/json', 415",
    "Content-Type, , 415",
    "Godwit-Action, , 403",
    "Godwit-Action, 2, 403",
    "Origin, http://localhost:8080, 0",
    "Origin, https://localhost:8080, 0",
    "Origin, http://localhost, 403",
    "Origin, http://localhost:9090, 403",
    "Origin, http://evil.example, 403",
    "Origin, null, 403",
    "Origin, :not a uri, 403",
    "Sec-Fetch-Site, same-origin, 0",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, none, 403",
  })
  void noOtherPageCanActByTheBrowserOfSomebodyWhoMay(
      String name, @Nullable String value, int status) throws Exception {
    // given: all is right but this
    Map<String, String> headers = headers("localhost:8080", name, value);
    // when / then
    assertThat(new Acting(Tokens.NONE).request(request("127.0.0.1", headers)).status())
        .isEqualTo(status);
  }

  /** Those that a command needs, with one in addition, instead, or, without a value, not there. */
  private static Map<String, String> headers(
      @Nullable String host, @Nullable String name, @Nullable String value) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.put("godwit-action", "1");
    if (host != null) {
      headers.put("host", host);
    }
    if (name != null) {
      headers.remove(name.toLowerCase(Locale.ROOT));
    }
    if (name != null && value != null) {
      headers.put(name.toLowerCase(Locale.ROOT), value);
    }
    return headers;
  }

  private static Request request(String from, Map<String, String> headers) throws Exception {
    return new Request(
        "POST", "/api/commands", Map.of(), headers, "{}", InetAddress.getByName(from));
  }
}
