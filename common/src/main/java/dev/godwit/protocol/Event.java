package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a worker tells. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Announced.class, name = "announced"),
  @JsonSubTypes.Type(value = Event.Taken.class, name = "taken"),
  @JsonSubTypes.Type(value = Event.Working.class, name = "working"),
  @JsonSubTypes.Type(value = Event.Prepared.class, name = "prepared"),
  @JsonSubTypes.Type(value = Event.Completed.class, name = "completed"),
  @JsonSubTypes.Type(value = Event.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Event.LettersGone.class, name = "lettersGone"),
  @JsonSubTypes.Type(value = Event.Declined.class, name = "declined"),
})
@JsonInclude(JsonInclude.Include.ALWAYS)
public sealed interface Event {

  /** The migration it is about; the key of the record. */
  String migration();

  /**
   * Which attempt at which batch, by whom and when.
   *
   * @param batchId the batch
   * @param attempt the attempt
   * @param worker the worker's name
   * @param at the worker's time
   */
  record Origin(@JsonUnwrapped BatchId batchId, int attempt, String worker, Instant at) {
    public Origin {
      if (batchId == null || worker == null || at == null) {
        throw new IllegalArgumentException("an event needs its batch, worker and time");
      }
    }
  }

  /** An event that is about one batch. */
  sealed interface OfBatch extends Event {
    /** Which attempt at which batch. */
    Origin origin();

    @Override
    default String migration() {
      return origin().batchId().migration();
    }
  }

  /** A worker knows this migration. */
  record Announced(@JsonUnwrapped Definition definition, String worker, Instant at)
      implements Event {
    @Override
    public String migration() {
      return definition.migration();
    }
  }

  /** A worker begins. */
  record Taken(@JsonUnwrapped Origin origin) implements OfBatch {}

  /**
   * A worker is still at it.
   *
   * @param documents how many documents of the page are done
   */
  record Working(@JsonUnwrapped Origin origin, long documents) implements OfBatch {}

  /**
   * A worker has looked at the collection.
   *
   * @param estimatedTotal about how many documents the migration is for; null when unknown
   * @param refusal why the migration cannot run there; null when it can
   */
  record Prepared(
      @JsonUnwrapped Origin origin, @Nullable Long estimatedTotal, @Nullable String refusal)
      implements OfBatch {}

  /**
   * A page is over.
   *
   * @param span which part of the segment it was
   * @param counts what became of the documents
   * @param error why the run must stop before the document after the cursor; null when it need not
   * @param timing where the time went
   * @param letters the dead letters that it wrote and, when dead letters were tried again instead
   *     of a page, which; null for none of both
   */
  record Completed(
      @JsonUnwrapped Origin origin,
      @JsonUnwrapped Span span,
      @JsonUnwrapped Counts counts,
      @Nullable Failure error,
      Timing timing,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Letters letters)
      implements OfBatch {
    public Completed {
      counts = counts == null ? Counts.ZERO : counts;
      timing = timing == null ? Timing.NONE : timing;
      letters = Letters.NONE.equals(letters) ? null : letters;
    }

    /** A page that wrote no dead letters. */
    public Completed(
        Origin origin, Span span, Counts counts, @Nullable Failure error, Timing timing) {
      this(origin, span, counts, error, timing, null);
    }

    /** The dead letters that it wrote. */
    public Offsets written() {
      return letters == null ? Offsets.NONE : letters.written();
    }

    /** The dead letters that were tried again; null when it was a page. */
    public @Nullable OffsetRange tried() {
      return letters == null ? null : letters.tried();
    }

    /** The same, which wrote those dead letters. */
    public Completed withWritten(Offsets offsets) {
      return new Completed(origin, span, counts, error, timing, new Letters(offsets, tried()));
    }
  }

  /**
   * Dead letters of a batch, by their offsets.
   *
   * @param written those of documents that failed in it
   * @param tried from the first that was asked for to the last that was tried; null when it was no
   *     retry. An event that does not begin with the next letter is stale, whatever its number
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Letters(Offsets written, @Nullable OffsetRange tried) {
    static final Letters NONE = new Letters(Offsets.NONE, null);

    public Letters {
      written = written == null ? Offsets.NONE : written;
    }
  }

  /**
   * Which part of a segment a page was.
   *
   * @param from the task's cursor; null for the beginning. An event that does not begin where the
   *     segment stands is stale, whatever its number
   * @param cursor the last {@code _id} that is done; null when there was none and there was no
   *     cursor before
   * @param done whether the read was exhausted: nothing is left in the segment
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Span(@Nullable Cursor from, @Nullable Cursor cursor, boolean done) {}

  /**
   * A page could not be handled as a whole; nothing is known of its documents.
   *
   * @param kind what may help
   * @param message what failed and why
   */
  record Failed(@JsonUnwrapped Origin origin, FailureKind kind, String message) implements OfBatch {
    public Failed {
      if (kind == null || message == null) {
        throw new IllegalArgumentException("a failed batch needs its kind and message");
      }
    }
  }

  /**
   * Dead letters that are to be tried again are not in their topic any more; nothing was tried.
   *
   * @param asked the first that was asked for
   * @param keptFrom the first offset that the topic still has
   * @param keptTo the offset after its last
   */
  record LettersGone(@JsonUnwrapped Origin origin, long asked, long keptFrom, long keptTo)
      implements OfBatch {}

  /**
   * A worker cannot take the task.
   *
   * @param reason why, for people
   * @param task the task, when it was a dry run, which no state remembers
   */
  record Declined(@JsonUnwrapped Origin origin, String reason, @Nullable Task task)
      implements OfBatch {}

  /**
   * Where a batch's time went, in milliseconds.
   *
   * @param waitedMs from the task's {@code sentAt} to the start of work
   * @param readMs reading the page
   * @param migrateMs in the migration's code
   * @param writeMs writing
   * @param totalMs from start to end of work
   */
  record Timing(long waitedMs, long readMs, long migrateMs, long writeMs, long totalMs) {
    public static final Timing NONE = new Timing(0, 0, 0, 0, 0);
  }
}
