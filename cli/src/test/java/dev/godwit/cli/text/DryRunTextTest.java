package dev.godwit.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Counts;
import dev.godwit.protocol.DryRunReport;
import dev.godwit.protocol.DryRunReport.FailedDocument;
import dev.godwit.protocol.DryRunReport.Pair;
import dev.godwit.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DryRunTextTest {

  private static Pair pair(String before, @Nullable String after) {
    return new Pair(Json.tree(before), after == null ? null : Json.tree(after));
  }

  private static String shown(DryRunReport report) {
    return String.join("\n", DryRunText.lines(report, Colours.OFF)) + "\n";
  }

  private static DryRunReport changing(Pair... pairs) {
    return new DryRunReport(
        Counts.of(pairs.length, 0, 0, 0, 0, 0), null, false, List.of(), List.of(pairs));
  }

  @Test
  void showsCountsFailuresAndEachDocumentWithItsOwnAfter() {
    // given
    DryRunReport report =
        new DryRunReport(
            Counts.of(14, 3, 1, 2, 0, 0),
            null,
            true,
            List.of(
                new FailedDocument(
                    new BsonObjectId(new ObjectId("65a1b2c3d4e5f60718293a4b")), "no name"),
                new FailedDocument(new BsonString("x"), "no name either")),
            List.of(
                pair(
                    "{\"_id\":{\"$oid\":\"65a1b2c3d4e5f60718293a4c\"},\"name\":\"A\",\"isPro\":true}",
                    "{\"_id\":{\"$oid\":\"65a1b2c3d4e5f60718293a4c\"},\"name\":\"A\",\"plan\":\"pro\"}"),
                pair("{\"_id\":2,\"isPro\":false}", "{\"_id\":2,\"plan\":\"basic\"}"),
                pair("{\"_id\":3,\"gone\":[]}", null)));

    // then
    assertThat(shown(report))
        .isEqualTo(
            """
              14 updated, 3 unchanged, 1 deleted, 2 failed; this was the last batch

            Would fail:
              {"$oid":"65a1b2c3d4e5f60718293a4b"}: no name
              "x": no name either

            Would change (3 of 15):

                _id: {"$oid":"65a1b2c3d4e5f60718293a4c"}
                name: "A"
              - isPro: true
              + plan: "pro"

                _id: 2
              - isPro: false
              + plan: "basic"

              would be deleted:
              - _id: 3
              - gone: []
            """);
  }

  @Test
  void showsOnlyWhatIsNearAChange() {
    // given
    String before = "{\"_id\":1,\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7}";
    String after = "{\"_id\":1,\"a\":1,\"b\":2,\"c\":3,\"d\":44,\"e\":5,\"f\":6,\"g\":7}";

    // then
    assertThat(shown(changing(pair(before, after))))
        .endsWith(
            """
                _id: 1
                …
                b: 2
                c: 3
              - d: 4
              + d: 44
                e: 5
                f: 6
                …
            """);
  }

  @Test
  void showsWhatIsInsideOfDocumentsAndLists() {
    // given
    String before =
        "{\"_id\":1,\"address\":{\"zip\":12345,\"city\":\"X\"},\"tags\":[\"a\",{\"n\":1}]}";
    String after =
        "{\"_id\":1,\"address\":{\"zip\":\"12345\",\"city\":\"X\"},\"tags\":[\"new\",\"a\",{\"n\":1}]}";

    // then
    assertThat(shown(changing(pair(before, after))))
        .endsWith(
            """
                _id: 1
                address: {
              -   zip: 12345
              +   zip: "12345"
                  city: "X"
                }
                tags: [
              +   "new"
                  "a"
                  {
                …
            """);
  }

  @Test
  void cutsLinesThatAreTooLong() {
    // given
    Pair pair = pair("{\"_id\":1}", "{\"_id\":1,\"long\":\"" + "x".repeat(5000) + "\"}");

    // then
    assertThat(DryRunText.lines(changing(pair), Colours.OFF))
        .allSatisfy(line -> assertThat(line.length()).isLessThan(210));
  }

  @Test
  void saysWhenThereWasNothing() {
    // given
    DryRunReport report = new DryRunReport(Counts.ZERO, null, true, List.of(), List.of());

    // then
    assertThat(shown(report)).isEqualTo("  no documents; this was the last batch\n");
  }

  @Test
  void namesAtMostAsManyFailuresAsTheReportHas() {
    // given
    List<FailedDocument> failures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      failures.add(new FailedDocument(new BsonString("id" + i), "no"));
    }
    DryRunReport report =
        new DryRunReport(Counts.of(0, 0, 0, 250, 0, 0), null, false, failures, List.of());

    // then
    assertThat(shown(report)).contains("Would fail (100 of 250):\n");
  }

  @Test
  void coloursWhatGoesAndWhatComes() {
    assertThat(
            DryRunText.lines(
                changing(pair("{\"_id\":1,\"a\":1}", "{\"_id\":1,\"b\":1}")), Colours.ON))
        .contains("\u001B[31m  - a: 1\u001B[39m\u001B[0m", "\u001B[32m  + b: 1\u001B[39m\u001B[0m");
  }
}
