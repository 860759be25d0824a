package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.OffsetRange;
import dev.godwit.protocol.Offsets;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.worker.mongo.Transaction;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters that are tried again in a transaction: where they begin decides, as for pages. */
class MarkerTest {

  private final TransactionalMemory memory = new TransactionalMemory();

  private static Marker marker(long batch, long... letters) {
    Offsets offsets = Offsets.of(Arrays.stream(letters).boxed().toList());
    Task task =
        new Task(
            Task.Kind.RETRY,
            new BatchId("m", 1, 0, batch),
            1,
            new Revision(1, ""),
            new Page(Range.ALL, 10, OnError.SKIP, Map.of(), offsets),
            null,
            Instant.EPOCH);
    return new Marker(task, origin(task));
  }

  private static Event.Origin origin(Task task) {
    return new Event.Origin(task.batchId(), task.attempt(), "w1", Instant.EPOCH);
  }

  private Optional<WorkResult> found(Marker marker) {
    try (Transaction transaction = memory.begin()) {
      return marker.find(new TransactionDatabase(memory, transaction));
    }
  }

  private void leave(Marker marker, Event event) {
    try (Transaction transaction = memory.begin()) {
      marker.leave(new TransactionDatabase(memory, transaction), WorkResult.of(event));
      transaction.commit();
    }
  }

  /** Of the letters 5, 7 and 9, all were tried. */
  @BeforeEach
  void retried() {
    Marker marker = marker(4, 5, 7, 9);
    leave(
        marker,
        new Event.Completed(
            marker.origin(),
            new Event.Span(null, null, false),
            Counts.of(3, 0, 0, 0, 0, 0),
            null,
            Event.Timing.NONE,
            new Event.Letters(Offsets.NONE, new OffsetRange(5, 9))));
  }

  @Test
  void sameLettersAreAnsweredHoweverManyAreAskedFor() {
    assertThat(found(marker(5, 5, 7)))
        .hasValueSatisfying(
            result ->
                assertThat(result.event())
                    .isInstanceOfSatisfying(
                        Event.Completed.class,
                        event -> {
                          assertThat(event.origin().batchId().batch()).isEqualTo(5);
                          assertThat(event.tried()).isEqualTo(new OffsetRange(5, 9));
                        }));
  }

  @Test
  void laterLettersAreTried() {
    assertThat(found(marker(5, 12))).isEmpty();
  }

  @Test
  void earlierLettersAreNot() {
    assertThatThrownBy(() -> found(marker(5, 7, 9)))
        .isInstanceOf(BatchFailedException.class)
        .hasMessageContaining("neither the last one that was done");
  }

  @Test
  void lettersThatAreGoneLeaveNoMarker() {
    // given
    Marker later = marker(5, 12);

    // when
    leave(later, new Event.LettersGone(later.origin(), 12, 13, 20));

    // then
    assertThat(found(later)).isEmpty();
    assertThat(memory.collection(Marker.COLLECTION)).hasSize(1);
  }

  @Test
  void pagesHaveAMarkerOfTheirOwn() {
    Task page =
        new Task(
            Task.Kind.BATCH,
            new BatchId("m", 1, 0, 3),
            1,
            new Revision(1, ""),
            new Page(Range.ALL, 10, OnError.SKIP, Map.of()),
            null,
            Instant.EPOCH);
    assertThat(found(new Marker(page, origin(page)))).isEmpty();
    assertThat(List.copyOf(memory.calls)).contains("read godwit.markers");
  }
}
