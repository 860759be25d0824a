package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedSecretsTest {

  @TempDir Path folder;

  @Test
  void resolvesWhatIsAllowed() throws Exception {
    // given
    Files.writeString(folder.resolve("token"), "from a file\n");
    AllowedSecrets secrets =
        AllowedSecrets.of(
            List.of("env:TOKEN", "file:token"),
            Optional.of(folder),
            Map.of("TOKEN", "from a variable"));

    // then
    assertThat(secrets.resolve("env:TOKEN")).isEqualTo("from a variable");
    assertThat(secrets.resolve("file:token")).isEqualTo("from a file");
  }

  @Test
  void refusesEverythingElseEvenIfItIsThere() throws Exception {
    // given
    Files.writeString(folder.resolve("other"), "hush");
    AllowedSecrets secrets =
        AllowedSecrets.of(List.of("env:TOKEN"), Optional.of(folder), Map.of("OTHER", "hush"));

    // then
    for (String reference : List.of("env:OTHER", "file:other", "file:../x", "TOKEN", "")) {
      assertThatThrownBy(() -> secrets.resolve(reference))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not allowed on this worker; add it to GODWIT_SECRET_PARAMS")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    // given
    Files.writeString(folder.resolve("empty"), "\n");
    Files.writeString(folder.resolve("large"), "x".repeat(64 * 1024 + 1));
    AllowedSecrets secrets =
        AllowedSecrets.of(
            List.of("env:TOKEN", "file:token", "file:empty", "file:large"),
            Optional.of(folder),
            Map.of());

    // then
    assertThatThrownBy(() -> secrets.resolve("env:TOKEN"))
        .hasMessage("secret 'env:TOKEN': this worker has no such variable");
    assertThatThrownBy(() -> secrets.resolve("file:token"))
        .hasMessage("secret 'file:token': this worker cannot read the file (NoSuchFileException)");
    for (String reference : List.of("file:empty", "file:large")) {
      assertThatThrownBy(() -> secrets.resolve(reference))
          .hasMessageContaining("expected a file with 1 to 65536 bytes");
    }
  }

  @Test
  void filesNeedAFolderAndStayInIt() {
    assertThatThrownBy(() -> AllowedSecrets.of(List.of("file:token"), Optional.empty(), Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("GODWIT_SECRETS_DIR does not say where it is");
    assertThatThrownBy(() -> AllowedSecrets.of(List.of("file:.."), Optional.of(folder), Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("names no file");
  }
}
