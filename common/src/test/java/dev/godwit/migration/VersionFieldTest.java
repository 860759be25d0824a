package dev.godwit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.MigrationSpec.VersionField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionFieldTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "_id", "_id.version", "$x", "a.$"})
  void whatCannotBeSetIsRefused(String field) {
    assertThatThrownBy(() -> new VersionField(field, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + field + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"schemaVersion", "meta.version", "_identity"})
  void fieldsAreTaken(String field) {
    assertThat(new VersionField(field, 1).field()).isEqualTo(field);
  }
}
