package dev.godwit.local.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the cookbook shows is what the tests run. */
class CookbookPageTest {

  private static final Pattern BLOCK =
      Pattern.compile("```(?:java|yaml)\\n(.*?)```", Pattern.DOTALL);

  /** Surefire runs in the module's folder, an IDE perhaps in the one above. */
  private static final Path ROOT =
      Files.isDirectory(Path.of("worker")) ? Path.of("") : Path.of("..");

  @Test
  void everyRecipeIsATestedOne() throws IOException {
    // given
    String page = Files.readString(ROOT.resolve("worker/COOKBOOK.md"));
    List<String> tested =
        Stream.concat(
                files(ROOT.resolve("local/src/test/java/dev/godwit/local/cookbook")),
                files(ROOT.resolve("local/src/test/resources/cookbook")))
            .toList();

    // when
    List<String> shown = BLOCK.matcher(page).results().map(CookbookPageTest::code).toList();

    // then
    assertThat(shown)
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(code -> assertThat(tested).anyMatch(text -> text.contains(code)));
  }

  private static String code(MatchResult block) {
    return block.group(1).strip();
  }

  private static Stream<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList()
          .stream();
    }
  }
}
