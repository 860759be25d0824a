package dev.godwit.local.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.junit.GodwitExtension;
import dev.godwit.local.junit.MigrationResult;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.DryRunReport;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes that look at other documents, or write them. */
class CollectionRecipesIT {

  @RegisterExtension static final GodwitExtension GODWIT = new GodwitExtension();

  private static final Document BERGEN = new Document("city", "Bergen");

  private static final List<Document> CUSTOMERS =
      List.of(new Document("_id", "c1"), new Document("_id", 2L));

  private static final List<Document> ORDERS =
      List.of(
          id(1).append("customerId", "c1"),
          id(2).append("customerId", "gone"),
          id(3).append("customerId", 2),
          id(4),
          id(5).append("customerId", null),
          id(6).append("customerId", "2"));

  private static final List<Document> USERS =
      List.of(
          user("01", "a@x").append("tags", List.of("red")),
          user("02", "b@x"),
          user("03", "a@x").append("tags", List.of("blue", "red")),
          user("04", "b@x").append("tags", null),
          user("05", "c@x").append("tags", List.of("z", "a")),
          user("06", null),
          user("07", null),
          user("08", "a@x").append("tags", List.of("green")));

  private static final List<Document> MERGED =
      List.of(
          user("01", "a@x").append("tags", List.of("red", "blue", "green")),
          user("02", "b@x"),
          user("05", "c@x").append("tags", List.of("z", "a")),
          user("06", null),
          user("07", null));

  @Test
  void splitASubDocumentIntoAnotherCollection() {
    // given
    Recipe recipe = Recipe.inCode(GODWIT, "split", new AddressesApart());
    List<Document> customers =
        List.of(
            id(1).append("address", new Document("_id", "own").append("city", "Bergen")),
            id(2),
            id(3).append("address", "unknown"),
            id(4).append("address", null),
            id(5).append("address", new Document("city", "stale")));

    // when
    MigrationResult result =
        recipe.on(customers).collection("addresses", id(5).append("city", "Oslo")).run();

    // then
    assertThat(result.documents())
        .containsExactly(
            id(1), id(2), id(3).append("address", "unknown"), id(4).append("address", null), id(5));
    assertThat(result.documents("addresses"))
        .containsExactly(id(1).append("city", "Bergen"), id(5).append("city", "Oslo"));
    assertThat(result.counts()).isEqualTo(Counts.of(2, 0, 0, 0, 0, 0));
    assertThat(recipe.leftOver(result)).containsExactly(3, 4);
    recipe.assertThatASecondRunChangesNothing(result);
  }

  @Test
  void severalAddressesAreNotGuessedAt() {
    // given
    Recipe recipe = Recipe.inCode(GODWIT, "split", new AddressesApart());
    List<Document> customers = List.of(id(1).append("address", List.of(BERGEN, BERGEN)));

    // when
    MigrationResult result = recipe.on(customers).onError(OnError.SKIP).runExpectingFailure();

    // then
    assertThat(result.documents()).isEqualTo(customers);
    assertThat(result.documents("addresses")).isEmpty();
    assertThat(recipe.leftOver(result)).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000})
  void deleteOrphans(int batchSize) {
    // given
    CountedQueries counted = new CountedQueries(new NoOrphans());
    Recipe recipe = Recipe.inCode(GODWIT, "delete-orphans", counted);

    // when
    MigrationResult result =
        recipe.on(ORDERS).collection("customers", CUSTOMERS).batchSize(batchSize).run();

    // then
    assertThat(result.documents())
        .extracting(order -> order.get("_id"))
        .containsExactly(1, 3, 4, 5);
    assertThat(result.counts()).isEqualTo(Counts.of(0, 2, 2, 0, 0, 0));
    assertThat(counted.queries).hasValue(counted.pages.get());
    assertThat(recipe.leftOver(result)).isEmpty();
    recipe.assertThatASecondRunChangesNothing(result);
    assertThat(recipe.leftOver(result, ORDERS)).containsExactly(2, 6);
  }

  @Test
  void aDryRunShowsWhichOrdersWouldGo() {
    Recipe recipe = Recipe.inCode(GODWIT, "delete-orphans", new NoOrphans());

    DryRunReport report = recipe.on(ORDERS).collection("customers", CUSTOMERS).dryRun();

    assertThat(report.counts()).isEqualTo(Counts.of(0, 2, 2, 0, 0, 0));
    assertThat(report.changes())
        .extracting(pair -> pair.before().get("_id").asInt())
        .containsExactly(2, 6);
    assertThat(report.changes()).allMatch(pair -> pair.after() == null);
  }

  @Test
  void anOrderThatHasAnotherCustomerSinceThePageWasPreparedIsKept() {
    Recipe recipe = Recipe.inCode(GODWIT, "delete-orphans", new UnpreparedPages(new NoOrphans()));

    MigrationResult result = recipe.on(ORDERS).collection("customers", CUSTOMERS).run();

    assertThat(result.documents()).isEqualTo(ORDERS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void mergeDuplicates(int batchSize) {
    // given
    CountedQueries counted = new CountedQueries(new MergedUsers());
    Recipe recipe = Recipe.inCode(GODWIT, "merge-duplicates", counted);

    // when
    MigrationResult first = recipe.on(USERS).batchSize(batchSize).run();
    MigrationResult second = recipe.again(first);

    // then
    assertThat(second.documents()).isEqualTo(MERGED);
    assertThat(first.counts().updated() + second.counts().updated()).isEqualTo(1);
    assertThat(first.counts().deleted() + second.counts().deleted()).isEqualTo(3);
    assertThat(counted.queries).hasValue(counted.pages.get());
    assertThat(recipe.leftOver(second)).isEmpty();
    recipe.assertThatASecondRunChangesNothing(second);
    assertThat(recipe.leftOver(second, USERS)).containsExactly("a@x", "b@x");
  }

  @Test
  void nothingIsDeletedBeforeWhatIsKeptHoldsAllOfIt() {
    Recipe recipe = Recipe.inCode(GODWIT, "merge-duplicates", new MergedUsers());

    MigrationResult result = recipe.on(USERS).run();

    assertThat(result.documents())
        .extracting(user -> user.get("_id").toString())
        .noneMatch(id -> id.endsWith("04"))
        .anyMatch(id -> id.endsWith("03"))
        .anyMatch(id -> id.endsWith("08"));
  }

  @Test
  void aUserWhoseEmailHasChangedSinceThePageWasPreparedIsKept() {
    Recipe recipe =
        Recipe.inCode(GODWIT, "merge-duplicates", new UnpreparedPages(new MergedUsers()));

    assertThat(recipe.on(USERS).run().documents()).isEqualTo(USERS);
  }

  private static Document user(String id, String email) {
    return new Document("_id", new ObjectId("65a1000000000000000000" + id)).append("email", email);
  }

  private static Document id(Object id) {
    return new Document("_id", id);
  }
}
