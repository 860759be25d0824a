package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of a run in a series.
 *
 * @param next what is to follow, in order
 * @param resetNext whether what follows begins anew instead of being skipped or resumed; never when
 *     nothing does, so that what is added later does not
 * @param continues the run that it follows; null when it was started by a command
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Series(List<String> next, boolean resetNext, @Nullable SeriesLink continues) {

  /** Not part of any series. */
  public static final Series NONE = new Series(List.of(), false, null);

  public Series {
    next = next == null ? List.of() : List.copyOf(next);
    resetNext = resetNext && !next.isEmpty();
  }

  /** The same place, with nothing to follow. */
  public Series withoutNext() {
    return new Series(List.of(), false, continues);
  }
}
