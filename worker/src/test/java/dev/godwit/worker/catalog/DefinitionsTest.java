package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.Parameter;
import dev.godwit.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

  private static final String JSON =
      """
      {"name":"a","collection":"teams","filter":{"n":{"$lt":1.0}},"update":{"$set":{"plan":"no"}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'collection: teams\nname: a   # a comment\nfilter: {n: {$lt: 1.0}}\nupdate:\n  $set: {plan: no}'",
        "'name: a\ndescription: corrected\ncollection: teams\nfilter: {n: {$lt: 1.0}}\nupdate: {$set: {plan: no}}'",
        "'name: a\ncollection: teams\nbatchSize: 5\nonError: skip\nfilter: {n: {$lt: 1.0}}\nupdate: {$set: {plan: no}}'",
      })
  void whatDoesTheSameHasTheSameFingerprint(String yaml) throws Exception {
    assertThat(fingerprint(YamlTree.read(yaml))).isEqualTo(fingerprint(Json.tree(JSON)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"name\":\"a\" | \"name\":\"b\"",
        "teams | clubs",
        "1.0 | 1",
        "\"no\" | false",
        "$set | $min",
        "\"filter\" | \"version\":2,\"filter\"",
        "\"filter\" | \"allowMissing\":true,\"filter\"",
        "\"filter\" | \"hint\":{\"n\":1},\"filter\"",
        "\"filter\" | \"transaction\":true,\"filter\"",
        "\"filter\" | \"versionField\":{\"field\":\"v\",\"version\":1},\"filter\"",
      })
  void whatDoesSomethingElseHasAnotherFingerprint(String old, String other) {
    assertThat(fingerprint(Json.tree(JSON.replace(old, other))))
        .isNotEqualTo(fingerprint(Json.tree(JSON)));
  }

  @Test
  void codeHasTheFingerprintOfItsSpecification() {
    // given
    MigrationSpec.Builder one = MigrationSpec.named("a").on("teams").describedAs("one");
    MigrationSpec.Builder same = MigrationSpec.named("a").on("teams").describedAs("two");

    // then
    assertThat(fingerprint(one)).isEqualTo(fingerprint(same));
    assertThat(fingerprint(one)).isNotEqualTo(fingerprint(same.version(2)));
    assertThat(fingerprint(one))
        .isNotEqualTo(
            fingerprint(MigrationSpec.named("a").on("teams").filter(new Document("n", 1))));
    assertThat(fingerprint(one))
        .isNotEqualTo(fingerprint(MigrationSpec.named("a").on("teams").transaction()));
    assertThat(fingerprint(one))
        .isNotEqualTo(
            fingerprint(MigrationSpec.named("a").on("teams").parameters(Parameter.string("plan"))));
  }

  @Test
  void theDefinitionTellsParametersAndDefaults() {
    // given
    MigrationSpec spec =
        MigrationSpec.named("a")
            .on("teams")
            .batchSize(7)
            .parameters(Parameter.integer("limit").withDefault(5))
            .build();

    // then
    assertThat(Definitions.inCode(spec).defaults().batchSize()).isEqualTo(7);
    assertThat(Definitions.inCode(spec).parameters()).isEqualTo(spec.parameters());
  }

  private static String fingerprint(MigrationSpec.Builder spec) {
    return Definitions.inCode(spec.build()).revision().fingerprint();
  }

  private static String fingerprint(JsonNode json) {
    List<String> problems = new ArrayList<>();
    KnownMigration.Declared declared = Declaration.read(json, problems);
    assertThat(problems).isEmpty();
    return Objects.requireNonNull(declared).definition().revision().fingerprint();
  }
}
