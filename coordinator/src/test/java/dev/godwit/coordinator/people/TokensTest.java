package dev.godwit.coordinator.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {

  private static final String ALICE = "alice-has-this-token";

  @Test
  void eachLineOrPartIsAPerson() {
    // when
    Tokens tokens =
        Tokens.parse(
            "alice="
                + ALICE
                + ", bob@example.org=0123456789abcde=\n\n  c-d_e.f=~!\"#$%&'()*+-./0\r\n");
    // then
    assertThat(tokens.nameOf(ALICE)).contains("alice");
    assertThat(tokens.nameOf("0123456789abcde=")).contains("bob@example.org");
    assertThat(tokens.nameOf("~!\"#$%&'()*+-./0")).contains("c-d_e.f");
    assertThat(tokens.nameOf("~!\"#$%&'()*+-./")).isEmpty();
    assertThat(tokens.nameOf("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | there is no entry in it",
        "' , ' | there is no entry in it",
        "the-token-alone-by-itself | entry 1 does not begin with NAME=",
        "=the-token-of-nobody | entry 1 does not begin with NAME=",
        "al ice=the-token-of-alice | entry 1 does not begin with NAME=",
        "a=the-token-of-alice,b=tooshort1234567 | the token of entry 2 is too short",
        "a=the-token-of-alice,b= | the token of entry 2 is too short",
        "a=a token with blanks in it | the token of entry 1 is too short, or has a character",
        "a=the-token-of-Ålice | the token of entry 1 is too short, or has a character",
        "a=the-token-of-alice,a=the-token-of-other | entry 2 has the name of another one",
        "a=the-token-of-alice,b=the-token-of-alice | entry 2 has the token of another one",
      })
  void whatIsWrongIsNamedWithoutBeingShown(String text, String reason) {
    assertThatThrownBy(() -> Tokens.parse(text))
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("the-token", "tooshort", "blanks");
  }

  @Test
  void theyAreNeverShown() {
    // given
    Environment environment = environment(Map.of("GODWIT_HTTP_TOKENS", "alice=" + ALICE));
    // then
    assertThat(environment.toString()).doesNotContain(ALICE);
    assertThat(environment.find(Tokens.SETTING)).get().hasToString("[alice]");
    assertThatThrownBy(() -> environment(Map.of("GODWIT_HTTP_TOKENS", ALICE)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("GODWIT_HTTP_TOKENS")
        .hasMessageContaining("entry 1 does not begin with NAME=")
        .message()
        .doesNotContain(ALICE);
  }

  @Test
  void theyMayStandInAFile(@TempDir Path folder) throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("tokens"), "alice=" + ALICE + "\n");
    // when
    Environment environment = environment(Map.of("GODWIT_HTTP_TOKENS_FILE", file.toString()));
    // then
    assertThat(environment.get(Tokens.SETTING).nameOf(ALICE)).contains("alice");
  }

  private static Environment environment(Map<String, String> variables) {
    return Environment.of(variables, List.of(Tokens.SETTING, CommonSettings.ENVIRONMENT));
  }
}
