package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  @Test
  void saysThatTheMigrationGoesOnAndHowToStopIt() {
    assertThat(Interruption.message(List.of("a", "b")))
        .isEqualTo(
            """
            Not waiting any longer; it goes on without you.
              'godwit status a b --watch' shows it, 'godwit pause a' or 'godwit cancel a' stops it.""");
  }
}
