package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_PORT", "GODWIT_", "GODWIT_http", "GODWIT_A__B", "GODWIT_A_"})
  void namesBeginWithOurPrefix(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Setting.optional(name, SettingTypes.path(), "about"))
        .withMessageContaining(name);
  }

  @Test
  void everySettingIsDescribed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Setting.optional("GODWIT_A", SettingTypes.path(), " "))
        .withMessageContaining("GODWIT_A");
  }

  @Test
  void theTableShowsNameDefaultExpectationAndDescription() {
    // given
    List<Setting<?>> settings =
        List.of(
            Setting.of("GODWIT_SIZE", SettingTypes.integer(1, 9), 3, "how many"),
            Setting.required("GODWIT_URI", SettingTypes.text(20), "where").asSecret(),
            Setting.optional("GODWIT_KIND", SettingTypes.matching("a|b", "a|b"), "which"));
    // when
    String table = SettingsTable.markdown(settings);
    // then
    assertThat(table)
        .isEqualTo(
            """
            | setting | default | expected | what it is |
            |---|---|---|---|
            | `GODWIT_SIZE` | `3` | a whole number, 1 to 9 | how many |
            | `GODWIT_URI` | required | text of at most 20 characters | where (or `GODWIT_URI_FILE`: a file that holds it) |
            | `GODWIT_KIND` | none | a\\|b | which |"""
                .stripTrailing());
  }

  @Test
  void commonDefaultsAreWhatTheirOwnTypesTake() {
    for (Setting<?> setting : CommonSettings.ALL) {
      String fallback = setting.formattedFallback();
      if (!fallback.isEmpty()) {
        assertThat((Object) setting.type().parser().apply(fallback)).isEqualTo(setting.fallback());
      }
    }
  }
}
