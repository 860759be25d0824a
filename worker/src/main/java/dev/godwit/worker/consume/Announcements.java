package dev.godwit.worker.consume;

import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When which migration is to be announced: at the start, every few minutes, and when the state
 * topic lacks it or knows another definition.
 *
 * <p>Workers with different editions must not shout each other down for ever: a definition that is
 * known instead of ours is answered once only, and not at all when its version is higher.
 */
final class Announcements {

  static final Duration REPEAT = Duration.ofMinutes(5);
  static final Duration PATIENCE_WHEN_MISSING = Duration.ofSeconds(10);

  private final Map<String, Said> said = new HashMap<>();

  /**
   * Those that are to be announced now; they count as announced from now on.
   *
   * @param ours all that this worker knows
   * @param states what is known of a migration; null when nothing can be said yet of what is
   *     missing
   */
  List<Definition> due(
      Collection<Definition> ours,
      @Nullable Function<String, Optional<KnownState>> states,
      Instant now) {
    List<Definition> due = new ArrayList<>();
    for (Definition definition : ours) {
      String name = definition.migration();
      Said before = said.get(name);
      Definition known =
          states == null ? null : states.apply(name).map(KnownState::newest).orElse(null);
      boolean isMissing = states != null && known == null;
      if (before == null
          || !now.isBefore(before.at().plus(REPEAT))
          || (isMissing && !now.isBefore(before.at().plus(PATIENCE_WHEN_MISSING)))
          || (known != null && isToBeAnswered(known, definition, before))) {
        due.add(definition);
        said.put(name, new Said(now, known == null ? "" : Json.write(known)));
      }
    }
    return due;
  }

  private static boolean isToBeAnswered(Definition known, Definition ours, Said before) {
    String text = Json.write(known);
    return known.revision().version() <= ours.revision().version()
        && !text.equals(Json.write(ours))
        && !text.equals(before.answerTo());
  }

  /**
   * When a migration was last announced.
   *
   * @param answerTo what was known of it then
   */
  private record Said(Instant at, String answerTo) {}
}
