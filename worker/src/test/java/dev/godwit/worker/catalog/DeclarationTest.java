package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.MigrationSpec.VersionField;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {

  private static final String MINIMAL =
      "name: a\ncollection: teams\nupdate: {$set: {plan: basic}}\n";

  @Test
  void theExampleOfTheDesignIsRead() {
    // when
    KnownMigration.Declared read =
        read(
            """
            name: 20261124-plan-enum
            description: isPro becomes a plan
            collection: teams
            filter: { plan: { $exists: false } }
            update:
              - $set: { plan: { $cond: ["$isPro", pro, basic] } }
              - $unset: isPro
            """);

    // then
    assertThat(read.definition().migration()).isEqualTo("20261124-plan-enum");
    assertThat(read.definition().description()).isEqualTo("isPro becomes a plan");
    assertThat(read.definition().collection()).isEqualTo("teams");
    assertThat(read.definition().revision().version()).isEqualTo(1);
    assertThat(read.definition().revision().fingerprint()).matches("sha256:[0-9a-f]{64}");
    assertThat(read.definition().defaults()).isEqualTo(Defaults.STANDARD);
    assertThat(read.spec().source().filter())
        .isEqualTo(BsonDocument.parse("{plan: {$exists: false}}"));
    assertThat(read.update())
        .isEqualTo(
            BsonArray.parse(
                "[{$set: {plan: {$cond: ['$isPro', 'pro', 'basic']}}}, {$unset: 'isPro'}]"));
  }

  @Test
  void everyFieldIsRead() {
    // when
    KnownMigration.Declared read =
        read(
            """
            name: a
            version: 3
            collection: teams
            filter: {created: {$lt: {$date: 2026-01-01T00:00:00Z}}}
            hint: {created: 1}
            allowMissing: true
            versionField: {field: schemaVersion, version: 4}
            transaction: true
            batchSize: 50
            onError: skip
            maxFailures: 5%
            update: {$inc: {n: 1}}
            """);

    // then
    assertThat(read.spec().version()).isEqualTo(3);
    assertThat(read.spec().source().hint()).isEqualTo(BsonDocument.parse("{created: 1}"));
    assertThat(read.spec().source().allowMissing()).isTrue();
    assertThat(read.spec().source().transaction()).isTrue();
    assertThat(read.spec().source().versionField()).isEqualTo(new VersionField("schemaVersion", 4));
    assertThat(read.definition().defaults())
        .isEqualTo(new Defaults(50, OnError.SKIP, MaxFailures.parse("5%")));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(
            problems(
                """
                name: a b
                colection: teams
                batchSize: 0
                onError: retry
                maxFailures: lots
                allowMissing: 1
                filter: [1]
                version: "2"
                versionField: {feild: v}
                """))
        .containsExactlyInAnyOrder(
            "colection: unknown field; did you mean collection?",
            "name: 'a b'; expected 1 to 200 of A-Z a-z 0-9 . _ -",
            "version: \"2\"; expected a whole number, 1 to 2147483647",
            "collection: is missing",
            "filter: [1]; expected a filter such as {plan: {$exists: false}}",
            "allowMissing: 1; expected true or false",
            "versionField.feild: unknown field; did you mean field?",
            "versionField.field: expected the name of a field, which the update leaves alone",
            "batchSize: 0; expected a whole number, 1 to 100000",
            "onError: \"retry\"; expected fail or skip",
            "maxFailures: \"lots\"; expected a whole number from 0, or a share such as 5%",
            "update: is missing; expected operators such as $set, or a list of stages");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense: 1 | nonsense: unknown field; expected one of name, description",
        "params: [] | params: unknown field",
        "description: 5 | description: 5; expected a text of at most 1000 characters",
        "hint: plan_1 | hint: \"plan_1\"; expected the keys of an index",
        "idempotent: maybe | idempotent: \"maybe\"; expected true or false",
        "filter: {$where: 'this.a > 1'} | filter: $where runs JavaScript in the server",
        "filter: {$expr: {$function: {}}} | filter: $function runs JavaScript",
        "versionField: {field: v, version: 0} | versionField.version: 0; expected",
        "versionField: {field: v} | versionField.version: is missing",
        "versionField: {field: _id, version: 1} | versionField.field: expected the name",
        "versionField: {field: plan, version: 1} | update: changes 'plan'; the version field",
        "versionField: 4 | versionField: 4; expected {field: schemaVersion",
      })
  void oneWrongFieldIsNamed(String line, String problem) {
    assertThat(problems(MINIMAL + line + "\n"))
        .singleElement()
        .asString()
        .startsWith(problem.trim());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: 20261124 | name: 20261124; expected a text",
        "collection: system.users | collection 'system.users': expected",
        "collection: a$b | collection: 'a$b'; expected a name without $",
        "collection: '' | collection '': expected",
        "update: 5 | update: expected operators such as $set, or a list of stages",
      })
  void aWrongRequiredFieldIsNamed(String line, String problem) {
    // given
    String field = line.substring(0, line.indexOf(':'));
    String yaml = MINIMAL.replaceFirst("(?m)^" + field + ":.*$", "");

    // then
    assertThat(problems(yaml + line + "\n")).singleElement().asString().startsWith(problem.trim());
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThat(problems("just text")).singleElement().asString().contains("expected a migration");
    assertThat(problems("[]")).singleElement().asString().contains("expected a migration");
  }

  private static KnownMigration.Declared read(String yaml) {
    List<String> problems = new ArrayList<>();
    KnownMigration.Declared read = parse(yaml, problems);
    assertThat(problems).isEmpty();
    return Objects.requireNonNull(read);
  }

  private static List<String> problems(String yaml) {
    List<String> problems = new ArrayList<>();
    assertThat(parse(yaml, problems)).isNull();
    return problems;
  }

  private static KnownMigration.Declared parse(String yaml, List<String> problems) {
    try {
      return Declaration.read(YamlTree.read(yaml), problems);
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }
}
