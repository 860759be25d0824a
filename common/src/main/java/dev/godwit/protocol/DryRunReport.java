package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What one batch would do.
 *
 * @param counts what would become of the documents
 * @param cursor the last document it looked at; null when there was none
 * @param done whether that was the last batch
 * @param failures the documents that would fail, at most {@link #MAX_FAILURES}
 * @param changes documents that would change, at most {@link #MAX_CHANGES}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DryRunReport(
    @JsonUnwrapped Counts counts,
    @Nullable Cursor cursor,
    boolean done,
    List<FailedDocument> failures,
    List<Pair> changes) {

  /** So many pairs of before and after are shown. */
  public static final int MAX_CHANGES = 10;

  /** So many failing documents are named. */
  public static final int MAX_FAILURES = 100;

  public DryRunReport {
    counts = counts == null ? Counts.ZERO : counts;
    failures = failures == null ? List.of() : List.copyOf(failures);
    changes = changes == null ? List.of() : List.copyOf(changes);
  }

  /** A document that would fail, and why. */
  public record FailedDocument(BsonValue documentId, String message) {}

  /**
   * One document, before and after, as relaxed Extended JSON.
   *
   * @param before as it is
   * @param after as it would be; null when it would be deleted
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Pair(JsonNode before, @Nullable JsonNode after) {
    public Pair {
      after = after == null || after.isNull() ? null : after;
    }
  }
}
