package dev.godwit.local.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.godwit.local.servers.TestMongo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.BsonTimestamp;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a page loop by {@code _id} rests on. */
class IdOrderIT {

  @RegisterExtension static final TestMongo mongo = TestMongo.create();

  private static final long SEED = new Random().nextLong();

  @BeforeAll
  static void insertInRandomOrder() {
    List<Document> documents = new ArrayList<>();
    Ids.IN_ORDER.forEach(id -> documents.add(Ids.document(id)));
    Collections.shuffle(documents, new Random(SEED));
    collection().insertMany(documents);
  }

  private static MongoCollection<Document> collection() {
    return mongo.database().getCollection("ids");
  }

  @Test
  void allTypesAreSortedInBothDirectionsAndSurviveTheRoundTrip() {
    // given
    List<@Nullable Object> reversed = new ArrayList<>(Ids.IN_ORDER);
    Collections.reverse(reversed);

    // then
    assertThat(ids(collection().find().sort(ascending("_id"))))
        .as("seed %d", SEED)
        .isEqualTo(Ids.IN_ORDER);
    assertThat(ids(collection().find().sort(descending("_id"))))
        .as("seed %d", SEED)
        .isEqualTo(reversed);
  }

  @Test
  void everyIdIsFoundByEquality() {
    for (Object id : Ids.IN_ORDER) {
      assertThat(matching(eq("_id", id))).containsExactly(id);
      assertThat(matching(eq("_id", new Document("$eq", id)))).containsExactly(id);
    }
  }

  @Test
  void comparisonsStayWithinTheTypeOfTheOperand() {
    assertThat(matching(gt("_id", "1"))).containsExactly("a", "é");
    assertThat(matching(gte("_id", "1"))).containsExactly("1", "a", "é");
    assertThat(matching(lt("_id", "1"))).containsExactly("");
    assertThat(matching(lte("_id", "1"))).containsExactly("", "1");
    assertThat(matching(gte("_id", new Document()))).isEqualTo(Ids.of(Document.class));
    assertThat(matching(gt("_id", new ObjectId("000000000000000000000001"))))
        .containsExactly(new ObjectId("ff0000000000000000000000"));
    assertThat(matching(gt("_id", false))).containsExactly(true);
    assertThat(matching(lt("_id", new Date(0)))).containsExactly(new Date(-1));
    assertThat(matching(gte("_id", new BsonTimestamp(1, 1))))
        .isEqualTo(Ids.of(BsonTimestamp.class));
    assertThat(matching(gt("_id", new Binary(new byte[] {1}))))
        .containsExactly(new Binary(new byte[] {-1}), new Binary(new byte[] {0, 0}), Ids.UUID_ID);
  }

  @Test
  void nullIsEqualToItselfOnly() {
    assertThat(matching(gt("_id", null))).isEmpty();
    assertThat(matching(gte("_id", null))).containsExactly((Object) null);
    assertThat(matching(lte("_id", null))).containsExactly((Object) null);
  }

  @Test
  void nanIsEqualToItselfAndComparesWithNothing() {
    // given
    List<@Nullable Object> numbers = Ids.of(Number.class);
    List<@Nullable Object> others = numbers.subList(1, numbers.size());

    // then
    assertThat(matching(gt("_id", Double.NaN))).isEmpty();
    assertThat(matching(lt("_id", Double.NaN))).isEmpty();
    assertThat(matching(gte("_id", Double.NaN))).containsExactly(Double.NaN);
    assertThat(matching(lte("_id", Double.NaN))).containsExactly(Double.NaN);
    assertThat(matching(gte("_id", Double.NEGATIVE_INFINITY))).isEqualTo(others);
    assertThat(matching(lte("_id", Double.POSITIVE_INFINITY))).isEqualTo(others);
  }

  @Test
  void numbersCompareByValueAcrossTheirTypes() {
    assertThat(matching(eq("_id", 1))).containsExactly(1L);
    assertThat(matching(eq("_id", new Decimal128(2)))).containsExactly(2);
    assertThat(matching(and(gt("_id", 0.0), lt("_id", 2L)))).hasSize(3).endsWith(0.5, 1L);
    assertThat(matching(in("_id", 1.0, 2.0))).containsExactly(1L, 2);
  }

  @Test
  void anEqualNumberOfAnotherTypeIsADuplicate() {
    for (Object same : List.of(1, 1.0, new Decimal128(1))) {
      assertThatThrownBy(() -> collection().insertOne(Ids.document(same)))
          .isInstanceOfSatisfying(
              MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(11000));
    }
  }

  @Test
  void typeSelectsItsBracket() {
    assertThat(matching(type("_id", BsonType.STRING))).isEqualTo(Ids.of(String.class));
    assertThat(matching(type("_id", "number"))).isEqualTo(Ids.of(Number.class));
    assertThat(matching(type("_id", BsonType.INT32))).isEqualTo(Ids.of(Integer.class));
    assertThat(matching(type("_id", BsonType.INT64))).isEqualTo(Ids.of(Long.class));
    assertThat(matching(type("_id", BsonType.DOUBLE))).isEqualTo(Ids.of(Double.class));
    assertThat(matching(type("_id", BsonType.DECIMAL128))).isEqualTo(Ids.of(Decimal128.class));
    assertThat(matching(type("_id", BsonType.NULL))).containsExactly((Object) null);
    assertThat(matching(type("_id", BsonType.BINARY))).isEqualTo(Ids.of(Binary.class));
    assertThat(matching(type("_id", "minKey"))).containsExactly(Ids.IN_ORDER.get(0));
    assertThat(matching(eq("_id", new Document("$type", Arrays.asList("string", "bool")))))
        .isEqualTo(Ids.of(String.class, Boolean.class));
  }

  @Test
  void unionsOfBracketsAreAllThatComesAfterAnId() {
    // given
    int at = Ids.IN_ORDER.indexOf("a");
    List<@Nullable Object> later = Ids.IN_ORDER.subList(at + 1, Ids.IN_ORDER.size());
    List<@Nullable Object> notLater = Ids.IN_ORDER.subList(0, at + 1);

    // when
    Bson after = or(gt("_id", "a"), in("_id", later.subList(1, later.size())));

    // then
    assertThat(matching(after)).isEqualTo(later);
    assertThat(matching(and(after, ne("_id", true)))).doesNotContain(true).contains(false);
    assertThat(matching(nor(after))).isEqualTo(notLater);
    assertThat(matching(nin("_id", later))).isEqualTo(notLater);
  }

  @Test
  void overlappingBranchesGiveEachDocumentOnce() {
    assertThat(matching(or(gte("_id", 0), lte("_id", 2), in("_id", 0, 1L))))
        .doesNotHaveDuplicates()
        .hasSize(Ids.of(Number.class).size() - 1);
  }

  @Test
  void arraysAndRegexesAndNamesOfOperatorsAreRefused() {
    for (Object id : List.of(List.of(1), Ids.regex(), new Document("$a", 1))) {
      assertThatThrownBy(() -> collection().insertOne(Ids.document(id)))
          .isInstanceOf(MongoWriteException.class);
    }
  }

  private static List<@Nullable Object> matching(Bson filter) {
    return ids(collection().find(filter).sort(ascending("_id")));
  }

  private static List<@Nullable Object> ids(Iterable<Document> documents) {
    List<@Nullable Object> ids = new ArrayList<>();
    documents.forEach(document -> ids.add(document.get("_id")));
    return ids;
  }
}
