package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredStatesTest {

  private final Map<String, byte[]> put = new LinkedHashMap<>();

  @Test
  void whatIsStoredIsKnownInTheOrderOfNames() {
    // given
    State a = Samples.state("a", 1, 5);
    State b = Samples.state("b", 0, 0);
    // when
    StoredStates states = load(Map.of("b", Json.bytes(b), "a", Json.bytes(a)));
    // then
    assertThat(states.all()).containsExactly(a, b);
    assertThat(states.find("a")).contains(a);
    assertThat(states.find("c")).isEmpty();
  }

  @Test
  void anEntryThatCannotBeReadDoesNotHideTheOthers() {
    // given
    State b = Samples.state("b", 0, 0);
    Map<String, byte[]> stored =
        Map.of(
            "a", "{\"migration\":\"a\"}".getBytes(StandardCharsets.UTF_8),
            "b", Json.bytes(b),
            "c", new byte[] {1, 2, 3},
            "d", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    // then
    assertThat(load(stored).all()).containsExactly(b);
  }

  @Test
  void whatIsPutIsKnownAndStored() {
    // given
    StoredStates states = load(Map.of());
    State a = Samples.state("a", 1, 5);
    // when
    states.put(a, Json.bytes(a));
    // then
    assertThat(states.find("a")).contains(a);
    assertThat(put).containsOnlyKeys("a");
  }

  private StoredStates load(Map<String, byte[]> stored) {
    return StoredStates.load(new MemoryStore(stored, put::put));
  }
}
