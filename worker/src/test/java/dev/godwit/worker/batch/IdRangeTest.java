package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdRangeTest {

  /** All bounds that a command can give, and none. */
  private static final List<@Nullable BsonValue> BOUNDS = bounds();

  private static List<@Nullable BsonValue> bounds() {
    List<@Nullable BsonValue> bounds = new ArrayList<>(SampleValues.ALL);
    bounds.add(null);
    return bounds;
  }

  @Test
  void filterMatchesExactlyTheIdsBetweenAnyTwoBounds() {
    List<String> wrong = new ArrayList<>();
    for (BsonValue after : BOUNDS) {
      for (BsonValue upTo : BOUNDS) {
        // when
        BsonDocument filter = new IdRange(after, upTo).filter();
        for (BsonValue id : SampleValues.IDS) {
          if (ServerMatcher.matches(filter, id) != isWithin(id, after, upTo)) {
            wrong.add("%s in (%s, %s] by %s".formatted(id, after, upTo, filter));
          }
        }
      }
    }

    // then
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyIdMeetsOneBranchOnlyAndBranchesAreInOrder() {
    List<String> wrong = new ArrayList<>();
    for (BsonValue after : BOUNDS) {
      for (BsonValue upTo : BOUNDS) {
        // when
        List<BsonDocument> branches = new IdRange(after, upTo).branches();
        int reached = 0;
        for (BsonValue id : SampleValues.IDS) {
          List<Integer> met = new ArrayList<>();
          for (int i = 0; i < branches.size(); i++) {
            if (ServerMatcher.meets(branches.get(i), id)) {
              met.add(i);
            }
          }
          if (met.size() != (isWithin(id, after, upTo) ? 1 : 0)
              || (!met.isEmpty() && met.get(0) < reached)) {
            wrong.add("%s meets %s of %s".formatted(id, met, branches));
          }
          reached = met.isEmpty() ? reached : met.get(0);
        }
      }
    }

    // then
    assertThat(wrong).isEmpty();
  }

  @Test
  void pagesOfAnySizeVisitEveryIdOnceInOrder() {
    // given
    List<BsonValue> ids =
        SampleValues.IN_ORDER.stream()
            .map(group -> group.get(0))
            .filter(SampleValues.IDS::contains)
            .sorted(Comparator.comparing(SampleValues::rank))
            .toList();
    for (int size = 1; size <= ids.size() + 1; size++) {
      List<BsonValue> visited = new ArrayList<>();
      BsonValue cursor = null;
      // when
      List<BsonValue> page = page(ids, cursor, size);
      while (!page.isEmpty()) {
        visited.addAll(page);
        cursor = page.get(page.size() - 1);
        page = page(ids, cursor, size);
      }

      // then
      assertThat(visited).as("pages of %d", size).isEqualTo(ids);
    }
  }

  private static List<BsonValue> page(List<BsonValue> ids, @Nullable BsonValue after, int size) {
    BsonDocument filter = new IdRange(after, null).filter();
    return ids.stream().filter(id -> ServerMatcher.matches(filter, id)).limit(size).toList();
  }

  private static boolean isWithin(
      BsonValue id, @Nullable BsonValue after, @Nullable BsonValue upTo) {
    int rank = SampleValues.rank(id);
    return (after == null || rank > SampleValues.rank(after))
        && (upTo == null || rank <= SampleValues.rank(upTo));
  }

  @Test
  void wholeCollectionNeedsNoCondition() {
    assertThat(IdRange.of(Range.ALL).filter()).isEmpty();
  }

  @Test
  void rangeWithinOneKindIsOneCondition() {
    // given
    ObjectId a = new ObjectId("65a1bc000000000000000000");
    ObjectId b = new ObjectId("65a1bc000000000000000001");
    Range range = new Range(new Cursor(new BsonObjectId(a)), new Cursor(new BsonObjectId(b)));

    // then
    assertThat(IdRange.of(range).filter().toJson())
        .isEqualTo(
            "{\"_id\": {\"$gt\": {\"$oid\": \"%s\"}, \"$lte\": {\"$oid\": \"%s\"}}}"
                .formatted(a, b));
  }

  @Test
  void rangeFromANumberNamesTheKindsAboveIt() {
    assertThat(new IdRange(new BsonInt32(7), null).filter().toJson())
        .isEqualTo(
            "{\"$or\": [{\"_id\": {\"$gt\": 7}},"
                + " {\"_id\": {\"$type\": [2, 14, 3, 5, 7, 8, 9, 17, 12, 13, 15, 127]}}]}");
  }

  @Test
  void rangeThatEndsBeforeItBeginsMatchesNothing() {
    assertThat(new IdRange(new BsonInt32(2), new BsonInt32(1)).branches())
        .allSatisfy(
            branch ->
                assertThat(SampleValues.IDS).noneMatch(id -> ServerMatcher.meets(branch, id)));
  }
}
