package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.Change;
import dev.godwit.migration.MigrationSpec.VersionField;
import dev.godwit.worker.mongo.BsonCodecs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes do to documents, as the server's documentation has it. */
class ApplicationTest {

  private static final Application APPLICATION = new Application(null);

  private static RawBsonDocument raw(String json) {
    return BsonCodecs.toRaw(BsonDocument.parse(json));
  }

  private static String after(String before, Change change) throws DocumentFailedException {
    RawBsonDocument after = APPLICATION.apply(raw(before), change).after();
    return after == null ? "unchanged" : after.toJson().replace("\"", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{_id: 1}               | a     | {_id: 1, a: 9}",
        "{_id: 1, a: 2, b: 3}   | a     | {_id: 1, a: 9, b: 3}",
        "{_id: 1}               | a.b.c | {_id: 1, a: {b: {c: 9}}}",
        "{_id: 1, a: {x: 1}}    | a.b   | {_id: 1, a: {x: 1, b: 9}}",
        "{_id: 1, a: [1, 2]}    | a.1   | {_id: 1, a: [1, 9]}",
        "{_id: 1, a: [1]}       | a.3   | {_id: 1, a: [1, null, null, 9]}",
        "{_id: 1, a: [{b: 1}]}  | a.0.b | {_id: 1, a: [{b: 9}]}",
        "{_id: 1, a: [[]]}      | a.0.0 | {_id: 1, a: [[9]]}",
        "{_id: 1, a: []}        | a.1.b | {_id: 1, a: [null, {b: 9}]}",
        "{_id: 1}               | a.0   | {_id: 1, a: {0: 9}}",
        "{_id: 1, a: {'0': 1}}  | a.0   | {_id: 1, a: {0: 9}}",
        "{_id: 1, a: 9}         | a     | unchanged",
        "{_id: 1, a: {b: 9}}    | a.b   | unchanged",
      })
  void setMakesWhatIsMissing(String before, String path, String after)
      throws DocumentFailedException {
    assertThat(after(before, Change.set(path, 9))).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{_id: 1, a: 5}      | a.b   | 'a' holds a value of type int32",
        "{_id: 1, a: null}   | a.b   | 'a' holds a value of type null",
        "{_id: 1, a: {b: 'x'}} | a.b.c | 'a.b' holds a value of type string",
        "{_id: 1, a: [1]}    | a.b   | 'a' is an array, in which 'b' is no position",
        "{_id: 1, a: []}     | a.1500001 | 'a' has 0 elements",
      })
  void setBelowAValueWithoutFieldsFails(String before, String path, String reason) {
    assertThatThrownBy(() -> after(before, Change.set(path, 9)))
        .isInstanceOf(DocumentFailedException.class)
        .hasMessageStartingWith("cannot set '" + path + "'")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{_id: 1, a: 2}          | a     | {_id: 1}",
        "{_id: 1, a: {b: 1, c: 2}} | a.b | {_id: 1, a: {c: 2}}",
        "{_id: 1, a: [1, 2]}     | a.0   | {_id: 1, a: [null, 2]}",
        "{_id: 1, a: [null]}     | a.0   | unchanged",
        "{_id: 1, a: [1]}        | a.7   | unchanged",
        "{_id: 1, a: 5}          | a.b   | unchanged",
        "{_id: 1, a: null}       | a.b   | unchanged",
        "{_id: 1, a: [{b: 1}]}   | a.b   | unchanged",
        "{_id: 1}                | a     | unchanged",
        "{_id: 1}                | a.b   | unchanged",
      })
  void unsetRemovesWhatIsThere(String before, String path, String after)
      throws DocumentFailedException {
    assertThat(after(before, Change.unset(path))).isEqualTo(after);
  }

  @Test
  void newFieldsComeInTheServersOrder() throws DocumentFailedException {
    assertThat(
            after(
                "{_id: 1, z: 0, n: {}}",
                Change.set("b", 1)
                    .andSet("n.10", 1)
                    .andSet("a", 1)
                    .andSet("n.9", 1)
                    .andSet("z", 1)
                    .andSet("n.x", 1)
                    .andSet("B", 1)))
        .isEqualTo("{_id: 1, z: 1, n: {9: 1, 10: 1, x: 1}, B: 1, a: 1, b: 1}");
  }

  @Test
  void onlyWhatDiffersIsSent() throws DocumentFailedException {
    // when
    Effect effect =
        APPLICATION.apply(
            raw("{_id: 1, a: 1, b: {c: 1}, d: 1}"),
            Change.set("a", 1).andSet("b.c", 2).andUnset("d", "e"));

    // then
    assertThat(effect)
        .isInstanceOfSatisfying(
            Effect.Edit.class,
            edit ->
                assertThat(edit.update())
                    .isEqualTo(BsonDocument.parse("{$set: {'b.c': 2}, $unset: {d: true}}")));
  }

  @Test
  void typeOfANumberAndOrderOfFieldsAreDifferences() throws DocumentFailedException {
    assertThat(after("{_id: 1, a: 1}", Change.set("a", 1L))).isNotEqualTo("unchanged");
    assertThat(after("{_id: 1, a: {x: 1, y: 2}}", Change.set("a", Document.parse("{y: 2, x: 1}"))))
        .isEqualTo("{_id: 1, a: {y: 2, x: 1}}");
    assertThat(after("{_id: 1, a: {x: 1, y: 2}}", Change.set("a", Document.parse("{x: 1, y: 2}"))))
        .isEqualTo("unchanged");
  }

  @Test
  void valuesOfAllUsualClassesAreTaken() throws DocumentFailedException {
    // given
    UUID uuid = new UUID(1, 2);
    Change change =
        Change.set("uuid", uuid)
            .andSet("at", Instant.EPOCH)
            .andSet("list", List.of(1, "x"))
            .andSet("map", Map.of("k", 1L))
            .andSet("nothing", null)
            .andSet("bson", new BsonInt64(5));

    // when
    Document after = BsonCodecs.toDocument(APPLICATION.apply(raw("{_id: 1}"), change).after());

    // then
    assertThat(after.get("uuid")).isEqualTo(uuid);
    assertThat(after.getDate("at").toInstant()).isEqualTo(Instant.EPOCH);
    assertThat(after.getList("list", Object.class)).containsExactly(1, "x");
    assertThat(after.get("map")).isEqualTo(new Document("k", 1L));
    assertThat(after).containsEntry("nothing", null).containsEntry("bson", 5L);
  }

  @Test
  void replacementKeepsTheId() throws DocumentFailedException {
    assertThat(after("{_id: 1, a: 1}", Change.replace(Document.parse("{b: 2}"))))
        .isEqualTo("{_id: 1, b: 2}");
    assertThat(after("{_id: 1, a: 1}", Change.replace(Document.parse("{b: 2, _id: 1}"))))
        .isEqualTo("{_id: 1, b: 2}");
    assertThat(after("{_id: 1, a: 1}", Change.replace(Document.parse("{a: 1}"))))
        .isEqualTo("unchanged");
    assertThatThrownBy(
            () -> after("{_id: 1}", Change.replace(new Document("_id", 1L).append("a", 1))))
        .hasMessageContaining("another _id");
    assertThatThrownBy(() -> after("{_id: 1}", Change.replace(new Document("$a", 1))))
        .hasMessageContaining("'$a'");
  }

  @Test
  void versionIsSetWithWhateverChangesAndAlone() throws DocumentFailedException {
    // given
    Application versioned = new Application(new VersionField("v", 4));

    // then
    assertThat(json(versioned, "{_id: 1}", Change.none())).isEqualTo("{_id: 1, v: 4}");
    assertThat(json(versioned, "{_id: 1, v: 3}", Change.set("a", 1)))
        .isEqualTo("{_id: 1, v: 4, a: 1}");
    assertThat(json(versioned, "{_id: 1, v: 3}", Change.set("v", 7))).isEqualTo("{_id: 1, v: 4}");
    assertThat(json(versioned, "{_id: 1}", Change.replace(new Document("a", 1))))
        .isEqualTo("{_id: 1, a: 1, v: 4}");
    assertThat(versioned.apply(raw("{_id: 1}"), Change.delete())).isEqualTo(Effect.Deletion.IT);
  }

  private static String json(Application application, String before, Change change)
      throws DocumentFailedException {
    return String.valueOf(application.apply(raw(before), change).after()).replace("\"", "");
  }

  @Test
  void rawValuesThatNoDriverWritesSurviveNextToAChange() throws DocumentFailedException {
    // given
    RawBsonDocument before =
        raw(
            "{_id: 1, u: {$undefined: true}, s: {$symbol: 'x'}, r: {$binary: {base64: 'AAAA', subType: '03'}}}");

    // when
    RawBsonDocument after = APPLICATION.apply(before, Change.set("a", 1)).after();

    // then
    for (String name : List.of("u", "s", "r")) {
      BsonValue value = before.get(name);
      assertThat(after.get(name)).isEqualTo(value);
    }
  }
}
