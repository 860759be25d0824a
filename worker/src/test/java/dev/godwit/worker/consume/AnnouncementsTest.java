package dev.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

  private static final Definition A1 = Samples.definition("a", 1, "sha256:1");
  private static final Definition A1_EDITED = Samples.definition("a", 1, "sha256:2");
  private static final Definition A2 = Samples.definition("a", 2, "sha256:1");

  private final Announcements announcements = new Announcements();
  private final Map<String, KnownState> states = new HashMap<>();
  private Instant now = Samples.NOW;

  @Test
  void everythingIsAnnouncedAtTheStart() {
    // given
    Definition b = Samples.definition("b", 1, "sha256:1");
    known(A1);

    // then
    assertThat(announcements.due(List.of(A1, b), null, now)).containsExactly(A1, b);
    assertThat(announcements.due(List.of(A1, b), null, now)).isEmpty();
  }

  @Test
  void everythingIsAnnouncedAgainAfterFiveMinutes() {
    // given
    known(A1);
    due(A1);

    // then
    pass(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(due(A1)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(due(A1)).containsExactly(A1);
  }

  @Test
  void whatIsMissingIsAnnouncedEveryTenSeconds() {
    // given
    due(A1);

    // then
    pass(Duration.ofSeconds(9));
    assertThat(due(A1)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(due(A1)).containsExactly(A1);
    assertThat(due(A1)).isEmpty();
    pass(Duration.ofSeconds(10));
    assertThat(due(A1)).containsExactly(A1);
  }

  @Test
  void nothingIsMissingBeforeTheStatesAreRead() {
    // given
    announcements.due(List.of(A1), null, now);

    // then
    pass(Duration.ofMinutes(4));
    assertThat(announcements.due(List.of(A1), null, now)).isEmpty();
  }

  @Test
  void anOlderDefinitionIsAnsweredOnce() {
    // given
    known(A2);
    due(A2);

    // when
    known(A1);

    // then
    assertThat(due(A2)).containsExactly(A2);
    assertThat(due(A2)).isEmpty();
  }

  @Test
  void aNewerDefinitionIsNotAnswered() {
    // given
    known(A1);
    due(A1);

    // when
    known(A2);

    // then
    assertThat(due(A1)).isEmpty();
  }

  @Test
  void twoEditionsOfOneVersionDoNotShoutEachOtherDown() {
    // given
    Announcements other = new Announcements();
    List<Definition> said = new ArrayList<>();

    // when
    for (int i = 0; i < 100; i++) {
      hear(said, announcements.due(List.of(A1), this::find, now));
      hear(said, other.due(List.of(A1_EDITED), this::find, now));
      pass(Duration.ofSeconds(1));
    }

    // then
    assertThat(said).hasSizeLessThanOrEqualTo(6);
  }

  private void hear(List<Definition> said, List<Definition> due) {
    said.addAll(due);
    due.forEach(this::known);
  }

  private List<Definition> due(Definition definition) {
    return announcements.due(List.of(definition), this::find, now);
  }

  private Optional<KnownState> find(String migration) {
    return Optional.ofNullable(states.get(migration));
  }

  private void known(Definition definition) {
    states.put(definition.migration(), new KnownState(0, Map.of(), definition));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
