package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A range of {@code _id} inside a run, with its own cursor.
 *
 * @param id its number within the run, from 0
 * @param range what is left of it
 * @param batch the number of the batch that is outstanding, or of the last that landed
 * @param done whether nothing is left
 * @param reducedBatchSize fewer documents per page than the run asks for, after trouble; null for
 *     none
 * @param delivery how the outstanding batch was asked for; null when nothing is outstanding
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Segment(
    int id,
    @JsonUnwrapped Range range,
    long batch,
    boolean done,
    @Nullable Integer reducedBatchSize,
    @Nullable Delivery delivery) {

  public Segment {
    range = range == null ? Range.ALL : range;
  }

  /** Whether a batch is asked for and not yet told of. */
  @JsonProperty(value = "outstanding", access = JsonProperty.Access.READ_ONLY)
  public boolean outstanding() {
    return delivery != null;
  }

  /** Whether a worker may have the outstanding batch; while it waits to be asked for, none has. */
  public boolean underWay() {
    return delivery != null && delivery.phase() != Delivery.Phase.WAITING;
  }
}
