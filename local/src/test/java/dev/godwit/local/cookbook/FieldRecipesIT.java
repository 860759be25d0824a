package dev.godwit.local.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.junit.GodwitExtension;
import dev.godwit.local.junit.MigrationResult;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Status;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recipes that change fields of a document. */
class FieldRecipesIT {

  @RegisterExtension static final GodwitExtension GODWIT = new GodwitExtension();

  @ParameterizedTest
  @EnumSource
  void defaultValue(Form form) {
    // given
    Recipe recipe = form.of(GODWIT, "default-value", new DefaultPlan());
    List<Document> teams = List.of(id(1), id(2).append("plan", "pro"), id(3).append("plan", null));

    // when
    MigrationResult result = recipe.on(teams).run();

    // then
    assertThat(result.documents())
        .containsExactly(
            id(1).append("plan", "basic"), id(2).append("plan", "pro"), id(3).append("plan", null));
    assertThat(result.counts()).isEqualTo(updated(1));
    assertThat(recipe.leftOver(result)).isEmpty();
    recipe.assertThatASecondRunChangesNothing(result);
    assertThat(recipe.leftOver(result, teams)).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource
  void deleteAField(Form form) {
    // given
    Recipe recipe = form.of(GODWIT, "delete-field", new NoLegacyId());
    List<Document> teams =
        List.of(id(1).append("legacyId", 7).append("n", 1), id(2).append("legacyId", null), id(3));

    // when
    MigrationResult result = recipe.on(teams).run();

    // then
    assertThat(result.documents()).containsExactly(id(1).append("n", 1), id(2), id(3));
    assertThat(result.counts()).isEqualTo(updated(2));
    assertThat(recipe.leftOver(result)).isEmpty();
    recipe.assertThatASecondRunChangesNothing(result);
    assertThat(recipe.leftOver(result, teams)).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource
  void rename(Form form) {
    // given
    Recipe recipe = form.of(GODWIT, "rename", new MailToEmail());
    List<Document> users =
        List.of(
            id(1).append("mail", "a@x"),
            id(2).append("mail", "old@x").append("email", "new@x"),
            id(3).append("email", "c@x"),
            id(4).append("mail", null),
            id(5).append("mail", "e@x").append("email", null),
            id(6).append("mail", 7));

    // when
    MigrationResult result = recipe.on(users).run();

    // then
    assertThat(result.documents())
        .containsExactly(
            id(1).append("email", "a@x"),
            id(2).append("email", "new@x"),
            id(3).append("email", "c@x"),
            id(4).append("email", null),
            id(5).append("email", "e@x"),
            id(6).append("email", 7));
    assertThat(result.counts()).isEqualTo(updated(5));
    assertThat(recipe.leftOver(result)).isEmpty();
    recipe.assertThatASecondRunChangesNothing(result);
    assertThat(recipe.leftOver(result, users)).containsExactly(1, 2, 4, 5, 6);
  }

  @ParameterizedTest
  @EnumSource
  void stringToNumber(Form form) {
    // given
    Recipe recipe = form.of(GODWIT, "string-to-number", new PriceToNumber());
    List<Document> products =
        List.of(
            id(1).append("price", " 12.50 "),
            id(2).append("price", 3.0),
            id(3),
            id(4).append("price", null),
            id(5).append("price", "-1e2"));

    // when
    MigrationResult result = recipe.on(products).run();

    // then
    assertThat(result.documents())
        .containsExactly(
            id(1).append("price", Decimal128.parse("12.50")),
            id(2).append("price", 3.0),
            id(3),
            id(4).append("price", null),
            id(5).append("price", Decimal128.parse("-1E+2")));
    assertThat(result.counts()).isEqualTo(updated(2));
    assertThat(recipe.leftOver(result)).isEmpty();
    recipe.assertThatASecondRunChangesNothing(result);
    assertThat(recipe.leftOver(result, products)).containsExactly(1, 5);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoNumberStaysAndIsReported(Form form) {
    // given
    Recipe recipe = form.of(GODWIT, "string-to-number", new PriceToNumber());
    List<Document> products =
        List.of(
            id(1).append("price", "n/a"),
            id(2).append("price", ""),
            id(3).append("price", "1,234.50"),
            id(4).append("price", List.of("5")),
            id(5).append("price", "6"));

    // when
    MigrationResult result = recipe.on(products).onError(OnError.SKIP).runExpectingFailure();

    // then
    assertThat(result.documents().subList(0, 4)).isEqualTo(products.subList(0, 4));
    assertThat(result.state().status()).isEqualTo(Status.COMPLETED_WITH_FAILURES);
    assertThat(result.counts()).isEqualTo(Counts.of(1, 0, 0, 4, 0, 0));
    assertThat(recipe.leftOver(result)).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @EnumSource
  void booleanToEnum(Form form) {
    // given
    Recipe recipe = form.of(GODWIT, "boolean-to-enum", new ProToPlan());
    List<Document> teams =
        List.of(
            id(1).append("isPro", true),
            id(2).append("isPro", false),
            id(3).append("isPro", null),
            id(4),
            id(5).append("isPro", "yes"),
            id(6).append("isPro", true).append("plan", "basic"),
            id(7).append("plan", "pro"));

    // when
    MigrationResult result = recipe.on(teams).run();

    // then
    assertThat(result.documents())
        .containsExactly(
            id(1).append("plan", "pro"),
            id(2).append("plan", "basic"),
            id(3).append("plan", "basic"),
            id(4),
            id(5).append("isPro", "yes"),
            id(6).append("plan", "basic"),
            id(7).append("plan", "pro"));
    assertThat(result.counts()).isEqualTo(updated(4));
    assertThat(recipe.leftOver(result)).containsExactly(5);
    recipe.assertThatASecondRunChangesNothing(result);
  }

  @ParameterizedTest
  @EnumSource
  void fillADateFromTheObjectId(Form form) {
    // given
    Recipe recipe = form.of(GODWIT, "created-at", new CreatedAt());
    ObjectId id = new ObjectId(Date.from(Instant.parse("2026-01-02T03:04:05Z")), 1);
    ObjectId other = new ObjectId(Date.from(Instant.parse("2026-01-02T03:04:05Z")), 2);
    ObjectId done = new ObjectId(Date.from(Instant.parse("2026-01-02T03:04:05Z")), 3);
    Date earlier = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    List<Document> orders =
        List.of(
            id(1),
            new Document("_id", id),
            new Document("_id", other).append("createdAt", null),
            new Document("_id", done).append("createdAt", earlier));

    // when
    MigrationResult result = recipe.on(orders).run();

    // then
    Date made = Date.from(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(result.documents())
        .extracting(order -> order.get("createdAt"))
        .containsExactly(null, made, made, earlier);
    assertThat(result.counts()).isEqualTo(updated(2));
    assertThat(recipe.leftOver(result)).containsExactly(1);
    recipe.assertThatASecondRunChangesNothing(result);
  }

  @ParameterizedTest
  @EnumSource
  void normaliseText(Form form) {
    // given
    Recipe recipe = form.of(GODWIT, "normalise-text", new EmailLowerCase());
    List<Document> users =
        List.of(
            id(1).append("email", " Ann@Example.org\t"),
            id(2).append("email", "bob@example.org"),
            id(3),
            id(4).append("email", null),
            id(5).append("email", 7),
            id(6).append("email", ""));

    // when
    MigrationResult result = recipe.on(users).run();

    // then
    assertThat(result.documents())
        .containsExactly(
            id(1).append("email", "ann@example.org"),
            id(2).append("email", "bob@example.org"),
            id(3),
            id(4).append("email", null),
            id(5).append("email", 7),
            id(6).append("email", ""));
    assertThat(result.counts()).isEqualTo(Counts.of(1, 2, 0, 0, 0, 0));
    assertThat(recipe.leftOver(result)).isEmpty();
    recipe.assertThatASecondRunChangesNothing(result);
    assertThat(recipe.leftOver(result, users)).containsExactly(1);
  }

  @Test
  void normalisesOtherAlphabetsInCode() {
    // given
    Recipe recipe = Recipe.inCode(GODWIT, "normalise-text", new EmailLowerCase());
    String decomposed = "E\u0301mile@x";

    // when
    MigrationResult result = recipe.on(List.of(id(1).append("email", decomposed))).run();

    // then
    assertThat(result.documents()).containsExactly(id(1).append("email", "\u00e9mile@x"));
  }

  private static Counts updated(int documents) {
    return Counts.of(documents, 0, 0, 0, 0, 0);
  }

  private static Document id(int id) {
    return new Document("_id", id);
  }
}
