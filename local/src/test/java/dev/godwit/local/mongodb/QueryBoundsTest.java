package dev.godwit.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryBoundsTest {

  private static final List<String> OPERATORS =
      List.of("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$type");

  @Test
  void everythingThatMatchesIsWithinTheBounds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int narrowed = 0;
    for (int round = 0; round < 500; round++) {
      // given
      Document filter = filter(random, 3);

      // when
      KeyRanges bounds = QueryBounds.of(filter, "_id");

      // then
      narrowed += bounds.isAll() ? 0 : 1;
      for (Object id : ServerValues.ORDINARY) {
        if (Filter.compile(filter).test(document(id))) {
          assertThat(bounds.contains(OrderedKey.of(id)))
              .as("seed %d: bounds of %s contain %s", seed, filter, id)
              .isTrue();
        }
      }
    }
    assertThat(narrowed).as("seed %d: filters with bounds", seed).isGreaterThan(100);
  }

  @Test
  void boundsAndWhatIsLeftToBeAskedMatchAsTheFilterDoes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int exact = 0;
    for (int round = 0; round < 500; round++) {
      // given
      Document filter = filter(random, 3);

      // when
      KeyRanges bounds = QueryBounds.of(filter, "_id");
      Document rest = QueryBounds.rest(filter, "_id");

      // then
      exact += rest.isEmpty() ? 1 : 0;
      for (Object id : ServerValues.ORDINARY) {
        assertThat(bounds.contains(OrderedKey.of(id)) && Filter.compile(rest).test(document(id)))
            .as("seed %d: %s by bounds and %s, of %s", seed, filter, rest, id)
            .isEqualTo(Filter.compile(filter).test(document(id)));
      }
    }
    assertThat(exact).as("seed %d: filters that are bounds", seed).isGreaterThan(50);
  }

  @Test
  void conditionsInAndNarrowEachOther() {
    assertThat(QueryBounds.of(and(id("$gt", 1), id("$lte", 5)), "_id"))
        .isEqualTo(KeyRanges.between(KeyRange.Cut.behind(1), KeyRange.Cut.behind(5)));
  }

  @Test
  void branchesOfOrAddUp() {
    assertThat(QueryBounds.of(or(id("$eq", 1), id("$eq", "a")), "_id").ranges()).hasSize(2);
  }

  @Test
  void aBranchWithoutTheFieldLeavesNoBounds() {
    assertThat(QueryBounds.of(or(id("$eq", 1), new Document("a", 1)), "_id").isAll()).isTrue();
    assertThat(QueryBounds.of(new Document("$nor", List.of(id("$eq", 1))), "_id").isAll()).isTrue();
  }

  @Test
  void onlyEqualitiesAreLookedUpInOtherIndexes() {
    assertThat(QueryBounds.wantedValues(new Document("a", 5), "a"))
        .isEqualTo(Optional.of(KeyRanges.point(5)));
    assertThat(QueryBounds.wantedValues(and(new Document("b", 1), new Document("a", 5)), "a"))
        .isEqualTo(Optional.of(KeyRanges.point(5)));
    assertThat(QueryBounds.wantedValues(new Document("a", new Document("$gt", 5)), "a")).isEmpty();
    assertThat(QueryBounds.wantedValues(new Document("b", 5), "a")).isEmpty();
  }

  private static Document filter(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      List<Document> branches = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        branches.add(filter(random, depth - 1));
      }
      return new Document(List.of("$and", "$or", "$nor").get(random.nextInt(3)), branches);
    }
    String field = random.nextInt(4) == 0 ? "other" : "_id";
    Document operators = new Document();
    for (int i = random.nextInt(2); i >= 0; i--) {
      String operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
      operators.put(operator, operand(operator, random));
    }
    return new Document(field, operators);
  }

  private static @Nullable Object operand(String operator, Random random) {
    if (operator.equals("$type")) {
      return random.nextBoolean() ? List.of(1, 16, 18, 19, 2) : List.of(16, 6, 10, 7);
    }
    return operator.endsWith("in") ? values(random) : value(random);
  }

  private static List<@Nullable Object> values(Random random) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value(random));
    }
    return values;
  }

  private static @Nullable Object value(Random random) {
    return ServerValues.ORDINARY.get(random.nextInt(ServerValues.ORDINARY.size()));
  }

  private static Document document(@Nullable Object id) {
    return id instanceof Missing ? new Document() : new Document("_id", id);
  }

  private static Document id(String operator, Object operand) {
    return new Document("_id", new Document(operator, operand));
  }

  private static Document and(Document... branches) {
    return new Document("$and", List.of(branches));
  }

  private static Document or(Document... branches) {
    return new Document("$or", List.of(branches));
  }
}
