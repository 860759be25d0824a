package dev.godwit.local.secure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaksTest {

  private static final String SECRET = "a/b c+d-4711";

  @ParameterizedTest
  @ValueSource(strings = {"%s", "x%sy", "a%%2Fb+c%%2Bd-4711", "a%%2Fb%%20c%%2Bd-4711"})
  void findsASecretInATextAndInAnUrl(String text) {
    Leaks leaks = new Leaks();
    leaks.secret("password", SECRET);
    leaks.see("log", text.formatted(SECRET));
    assertThat(leaks.found()).isNotEmpty().allMatch(found -> found.contains("password in log"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "u:%s", "us:%s", "use:%s", "%s@host", "u:%s@host", "us:%s@host"})
  void findsASecretInBase64WhateverIsBesideIt(String text) {
    Leaks leaks = new Leaks();
    leaks.secret("password", SECRET);
    leaks.see("log", Base64.getEncoder().encodeToString(text.formatted(SECRET).getBytes(UTF_8)));
    assertThat(leaks.found()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b c+d-4712", "a/b"})
  void findsNothingElse(String text) {
    Leaks leaks = new Leaks();
    leaks.secret("password", SECRET);
    leaks.see("log", text);
    assertThat(leaks.found()).isEmpty();
  }
}
