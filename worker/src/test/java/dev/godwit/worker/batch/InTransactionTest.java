package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.FailureKind;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

/** A page that is not harmless to repeat happens once, whatever is heard of it. */
class InTransactionTest extends PagesInTransaction {

  private static final BsonInt32 ZERO = new BsonInt32(0);
  private static final String[] ONE_PAGE = {
    "begin",
    "read godwit.markers",
    "read c",
    "write c 4",
    "write godwit.markers 1",
    "commit HEARD",
    "close"
  };

  @Test
  void markerIsWrittenInTheTransactionOfThePage() throws InterruptedException {
    // given
    declare("{$inc: {n: 1}}");
    numbered(1);

    // when
    Event.Completed event = completed(batch(1, 1, 1, null, 4));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 1);
    assertThat(event.counts().updated()).isEqualTo(4);
    assertThat(database.calls)
        .startsWith("begin", "read godwit.markers", "read c")
        .endsWith("write godwit.markers 1", "commit HEARD", "close")
        .doesNotContain("write outside")
        .filteredOn("begin"::equals)
        .hasSize(1);
    assertThat(database.collection("godwit.markers").values())
        .singleElement()
        .satisfies(
            marker -> {
              assertThat(marker.getDocument("_id"))
                  .isEqualTo(BsonDocument.parse("{migration: 'm', segment: 0, task: 'batch'}"));
              assertThat(marker.getInt32("run").getValue()).isEqualTo(1);
              assertThat(marker.getInt64("batch").getValue()).isEqualTo(1);
              assertThat(marker.getString("event").getValue()).contains("\"completed\"");
            });
  }

  @Test
  void callsComeInOrder() throws InterruptedException {
    // given: nothing is written elsewhere
    database.collection("log");
    for (int i = 100; i < 104; i++) {
      database.put("log", "{_id: %d}".formatted(i));
    }

    // when
    batch(1, 1, 1, null, 4);

    // then
    assertThat(database.calls).containsSubsequence(ONE_PAGE);
    assertThat(database.calls).hasSize(ONE_PAGE.length + 1).contains("read log");
  }

  @Test
  void whatComesWhileThePageIsLookedForIsNotPassed() throws InterruptedException {
    // given
    spec =
        MigrationSpec.named("m").on("c").filter(new BsonDocument("n", ZERO)).transaction().build();
    database.afterLooking.add(() -> database.put("c", "{_id: 9, n: 0}"));

    // when
    Event.Completed event = completed(batch(1, 1, 1, null, 10));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 1, 1);
    assertThat(event.counts().updated()).isEqualTo(5);
    assertThat(event.span().done()).isTrue();
  }

  @Test
  void pageThatIsAskedForAgainIsAnsweredFromTheMarker() throws InterruptedException {
    // given
    Event.Completed first = completed(batch(1, 1, 1, null, 2));

    // when
    Event.Completed second = completed(batch(1, 1, 2, null, 2));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 0, 0);
    assertThat(second.origin().attempt()).isEqualTo(2);
    assertThat(second.span()).isEqualTo(first.span());
    assertThat(second.counts()).isEqualTo(first.counts());
  }

  @Test
  void smallerPageAfterTroubleIsTheLargerOneThatNobodyHeardOf() throws InterruptedException {
    // given
    batch(1, 5, 1, 0, 2);

    // when
    Event.Completed smaller = completed(batch(1, 6, 1, 0, 1));

    // then
    assertThat(database.numbers("c")).containsExactly(0, 1, 1, 0);
    assertThat(smaller.origin().batchId().batch()).isEqualTo(6);
    assertThat(smaller.span()).isEqualTo(new Event.Span(after(0), after(2), false));
  }

  @Test
  void largerPageAfterTheSmallerOneIsTheSmallerOne() throws InterruptedException {
    // given: the halved one was done, and the task of the larger one comes late
    batch(1, 6, 1, null, 1);

    // when
    Event.Completed late = completed(batch(1, 5, 3, null, 4));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 0, 0, 0);
    assertThat(late.span().cursor()).isEqualTo(after(0));
  }

  @Test
  void pagesFollowEachOtherAndOldOnesAreRefused() throws InterruptedException {
    // given
    batch(1, 1, 1, null, 1);
    batch(1, 2, 1, 0, 1);
    batch(1, 3, 1, 1, 2);

    // when
    Event.Failed old = failed(batch(1, 2, 2, 0, 1));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 1);
    assertThat(database.collection("godwit.markers")).hasSize(1);
    assertThat(old.kind()).isEqualTo(FailureKind.PERMANENT);
    assertThat(old.message())
        .contains("batch 2 of 'm' (run 1, segment 0)")
        .contains("batch 3 of 'm' (run 1, segment 0)")
        .contains("godwit.markers");
  }

  @Test
  void newRunIsDoneAndTheOldOneIsNot() throws InterruptedException {
    // given
    batch(1, 1, 1, null, 4);

    // when
    batch(2, 1, 1, null, 4);
    Event.Failed old = failed(batch(1, 1, 2, null, 4));

    // then
    assertThat(database.numbers("c")).containsExactly(2, 2, 2, 2);
    assertThat(old.kind()).isEqualTo(FailureKind.PERMANENT);
  }

  @Test
  void singleServerIsRefusedWithTheReason() throws InterruptedException {
    // given
    database.isReplicaSet = false;

    // when
    Event prepared = prepare();

    // then
    assertThat(((Event.Prepared) prepared).refusal())
        .contains("'m' wants a transaction for each page")
        .contains("replica set")
        .contains("versionField");
    assertThat(failed(batch(1, 1, 1, null, 4)).kind()).isEqualTo(FailureKind.PERMANENT);
    assertThat(database.numbers("c")).containsExactly(0, 0, 0, 0);
  }

  @Test
  void preparationCreatesTheCollectionOfMarkers() throws InterruptedException {
    // then
    assertThat(((Event.Prepared) prepare()).refusal()).isNull();
    assertThat(database.calls).containsExactly("create godwit.markers");
  }

  @Test
  void defaultCollationGetsItsGuardFromATransaction() throws InterruptedException {
    // given
    spec = MigrationSpec.named("m").on("c").build();
    database.hasCollation = true;

    // when
    assertThat(((Event.Prepared) prepare()).refusal()).isNull();
    completed(batch(1, 1, 1, null, 4));

    // then
    assertThat(database.numbers("c")).containsExactly(1, 1, 1, 1);
    assertThat(database.calls).contains("begin").doesNotContain("write outside");

    // and on a single server
    database.isReplicaSet = false;
    assertThat(((Event.Prepared) prepare()).refusal())
        .contains("default collation")
        .contains("replica set");
  }

  @Test
  void everythingElseNeedsNoTransaction() throws InterruptedException {
    // given
    spec = MigrationSpec.named("m").on("c").build();

    // when
    prepare();
    batch(1, 1, 1, null, 4);

    // then
    assertThat(database.calls).containsOnly("write outside");
  }
}
