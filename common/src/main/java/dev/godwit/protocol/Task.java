package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is asked to do, with all that it needs to know.
 *
 * @param kind what is asked for
 * @param batchId which batch
 * @param attempt how often it was asked for, from 1
 * @param revision which edition of the migration
 * @param page which documents and how
 * @param dryRun the command that a dry run answers; null for everything else
 * @param sentAt when it was asked for
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Task(
    @JsonProperty("task") Kind kind,
    @JsonUnwrapped BatchId batchId,
    int attempt,
    @JsonUnwrapped Revision revision,
    @JsonUnwrapped Page page,
    @Nullable DryRunRequest dryRun,
    Instant sentAt) {

  /** What is asked for. */
  public enum Kind {
    /** Looks at the collection before the first page of a run. */
    PREPARE("prepare"),
    /** Migrates one page. */
    BATCH("batch"),
    /** Migrates the documents of some dead letters again. */
    RETRY("retry"),
    /** Migrates one page without writing anything, and answers the command. */
    DRY_RUN("dryRun");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    /** The word on the wire. */
    @JsonValue
    public String wireName() {
      return wireName;
    }
  }

  public Task {
    if (kind == null || batchId == null || revision == null || page == null || sentAt == null) {
      throw new IllegalArgumentException("a task needs its kind, batch, version, page and sentAt");
    }
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt %d: expected 1 or more".formatted(attempt));
    }
    if ((kind == Kind.RETRY) != (page.letters() != null)) {
      throw new IllegalArgumentException("a retry, and nothing else, names its dead letters");
    }
    if ((kind == Kind.DRY_RUN) != (dryRun != null)) {
      throw new IllegalArgumentException(
          "a dry run, and nothing else, names the command it answers");
    }
  }
}
