package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, or has asked, for something.
 *
 * @param name null for nobody
 * @param proven whether the coordinator has seen a proof that it was them; else whoever may write
 *     commands may have claimed it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Actor(
    @JsonProperty("startedBy") @Nullable String name,
    @JsonProperty("startedByProven") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean proven) {

  public static final Actor NOBODY = new Actor(null, false);

  /** Somebody who says that this is their name. */
  public static Actor claimed(@Nullable String name) {
    return new Actor(name, false);
  }
}
