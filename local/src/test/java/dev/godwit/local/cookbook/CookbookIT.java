package dev.godwit.local.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.godwit.local.junit.GodwitExtension;
import dev.godwit.local.junit.MigrationResult;
import dev.godwit.local.junit.MigrationRun;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Status;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CookbookIT {

  @RegisterExtension static final GodwitExtension GODWIT = new GodwitExtension();

  @Test
  void defaultValue() {
    // given
    Document[] teams = {id(1), id(2).append("plan", "pro"), id(3).append("plan", null)};

    for (MigrationResult result :
        List.of(
            GODWIT.migrate(new DefaultPlan()).documents(teams).run(),
            GODWIT.migrate(file("default-value")).documents(teams).run())) {
      // then
      assertThat(result.documents())
          .containsExactly(
              id(1).append("plan", "basic"),
              id(2).append("plan", "pro"),
              id(3).append("plan", null));
    }
  }

  @Test
  void deleteAField() {
    MigrationResult result =
        GODWIT
            .migrate(file("delete-field"))
            .documents(id(1).append("legacyId", 7).append("n", 1), id(2).append("legacyId", null))
            .run();

    assertThat(result.documents()).containsExactly(id(1).append("n", 1), id(2));
  }

  @Test
  void rename() {
    // given
    Document[] users = {
      id(1).append("mail", "a@x"),
      id(2).append("mail", "old@x").append("email", "new@x"),
      id(3).append("email", "c@x")
    };

    for (MigrationResult result :
        List.of(
            GODWIT.migrate(new MailToEmail()).documents(users).run(),
            GODWIT.migrate(file("rename")).documents(users).run())) {
      // then
      assertThat(result.documents())
          .containsExactly(
              id(1).append("email", "a@x"),
              id(2).append("email", "new@x"),
              id(3).append("email", "c@x"));
      assertThat(result.counts()).isEqualTo(Counts.of(2, 0, 0, 0, 0, 0));
    }
  }

  @Test
  void stringToNumber() {
    MigrationResult result =
        GODWIT
            .migrate(new PriceToNumber())
            .onError(OnError.SKIP)
            .documents(
                id(1).append("price", " 12,50 "),
                id(2).append("price", 3.0),
                id(3).append("price", "n/a"))
            .runExpectingFailure();

    assertThat(result.state().status()).isEqualTo(Status.COMPLETED_WITH_FAILURES);
    assertThat(result.documents())
        .containsExactly(
            id(1).append("price", 12.5), id(2).append("price", 3.0), id(3).append("price", "n/a"));
  }

  @Test
  void booleanToEnum() {
    MigrationResult result =
        GODWIT
            .migrate(file("boolean-to-enum"))
            .documents(id(1).append("isPro", true), id(2).append("isPro", false), id(3))
            .run();

    assertThat(result.documents())
        .containsExactly(
            id(1).append("plan", "pro"),
            id(2).append("plan", "basic"),
            id(3).append("plan", "basic"));
  }

  @Test
  void splitASubDocumentIntoAnotherCollection() {
    MigrationResult result =
        GODWIT
            .migrate(new AddressesApart())
            .documents(
                id(1).append("address", new Document("city", "Bergen")),
                id(2),
                id(3).append("address", "unknown"))
            .run();

    assertThat(result.documents())
        .containsExactly(id(1), id(2), id(3).append("address", "unknown"));
    assertThat(result.documents("addresses"))
        .containsExactly(new Document("city", "Bergen").append("_id", 1));
  }

  @Test
  void deleteOrphans() {
    MigrationResult result =
        GODWIT
            .migrate(new NoOrphans())
            .documents(
                id(1).append("customerId", "c1"),
                id(2).append("customerId", "gone"),
                id(3).append("customerId", "c2"))
            .collection("customers", new Document("_id", "c1"), new Document("_id", "c2"))
            .batchSize(2)
            .run();

    assertThat(result.documents()).extracting(order -> order.get("_id")).containsExactly(1, 3);
    assertThat(result.counts().deleted()).isEqualTo(1);
  }

  @Test
  void fillADateFromTheObjectId() {
    assertThatDatesAreFilled(GODWIT.migrate(new CreatedAt()));
  }

  @Test
  void fillADateFromTheObjectIdDeclared() {
    assumeTrue(
        System.getenv("GODWIT_TEST_MONGODB_URI") != null,
        "the embedded server's $toDate takes no ObjectId");
    assertThatDatesAreFilled(GODWIT.migrate(file("created-at")));
  }

  private static void assertThatDatesAreFilled(MigrationRun run) {
    // given
    ObjectId id = new ObjectId(Date.from(Instant.parse("2026-01-02T03:04:05Z")));
    Date known = Date.from(Instant.parse("2020-01-01T00:00:00Z"));

    // when
    MigrationResult result =
        run.documents(
                id(1),
                new Document("_id", id),
                new Document("_id", new ObjectId()).append("createdAt", known))
            .run();

    // then
    assertThat(result.documents())
        .extracting(order -> order.get("createdAt"))
        .containsExactly(null, Date.from(Instant.parse("2026-01-02T03:04:05Z")), known);
  }

  @Test
  void normaliseText() {
    MigrationResult result =
        GODWIT
            .migrate(file("normalise-text"))
            .documents(
                id(1).append("email", " Ann@Example.org "),
                id(2).append("email", "bob@example.org"),
                id(3))
            .run();

    assertThat(result.documents())
        .containsExactly(
            id(1).append("email", "ann@example.org"),
            id(2).append("email", "bob@example.org"),
            id(3));
    assertThat(result.counts()).isEqualTo(Counts.of(1, 1, 0, 0, 0, 0));
  }

  @Test
  void mergeDuplicates() {
    // given
    ObjectId first = new ObjectId("65a100000000000000000001");
    ObjectId second = new ObjectId("65a100000000000000000002");
    ObjectId third = new ObjectId("65a100000000000000000003");

    // when
    MigrationResult result =
        GODWIT
            .migrate(new MergedUsers())
            .documents(
                user(first, "a@x", "red"), user(second, "b@x"), user(third, "a@x", "blue", "red"))
            .batchSize(1)
            .run();

    // then
    assertThat(result.documents())
        .containsExactly(user(first, "a@x", "blue", "red"), user(second, "b@x"));
    assertThat(result.counts()).isEqualTo(Counts.of(1, 1, 1, 0, 0, 0));
  }

  private static Document user(ObjectId id, String email, String... tags) {
    return new Document("_id", id).append("email", email).append("tags", List.of(tags));
  }

  private static Document id(int id) {
    return new Document("_id", id);
  }

  private static Path file(String name) {
    URL url = Objects.requireNonNull(CookbookIT.class.getResource("/cookbook/" + name + ".yaml"));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
