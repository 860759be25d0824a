package dev.godwit.local.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.godwit.cli.GodwitCommand;
import dev.godwit.migration.Migration;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the cookbook shows is what the tests run. */
class CookbookPageTest {

  private static final Pattern BLOCK = Pattern.compile("^```\\w*\\n(.*?)\\n```$", flags());

  private static final Pattern LINE = Pattern.compile("godwit ([^#]*?)\\s*(#.*)?");

  private static int flags() {
    return Pattern.DOTALL | Pattern.MULTILINE;
  }

  @Test
  void everyBlockStandsInWhatIsTested() {
    List<String> tested = tested().map(Pages::read).toList();

    assertThat(blocks())
        .hasSizeGreaterThan(20)
        .allSatisfy(block -> assertThat(tested).anyMatch(text -> contains(text, block)));
  }

  @Test
  void everyFenceBelongsToABlock() {
    long fences = Pages.cookbook().lines().filter(line -> line.contains("```")).count();

    assertThat(fences).isEqualTo(2L * blocks().size());
  }

  @Test
  void everythingThatIsTestedIsShown() {
    assertThat(tested())
        .hasSizeGreaterThan(25)
        .allSatisfy(
            file -> {
              String text = Pages.read(file);
              assertThat(blocks()).anyMatch(block -> contains(text, block));
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsOne(String line) {
    Matcher command = LINE.matcher(line);

    assertThat(line).matches(LINE);
    assertThat(command.matches()).isTrue();
    assertThatCode(() -> GodwitCommand.commandLine().parseArgs(command.group(1).split(" ", -1)))
        .doesNotThrowAnyException();
  }

  static Stream<String> commands() {
    return tested()
        .filter(file -> file.toString().endsWith(".sh"))
        .flatMap(file -> Pages.read(file).lines());
  }

  /** The migrations in both forms, the checks, the commands. */
  private static Stream<Path> tested() {
    return Stream.concat(
        Pages.files().stream(), Pages.sources().stream().filter(CookbookPageTest::isRecipe));
  }

  private static boolean isRecipe(Path source) {
    String text = Pages.read(source);
    return text.contains("\npublic final class ")
        && text.contains("implements " + Migration.class.getSimpleName());
  }

  private static List<String> blocks() {
    return BLOCK.matcher(Pages.cookbook()).results().map(block -> block.group(1)).toList();
  }

  /** Whole lines of it, from the first character on. */
  private static boolean contains(String text, String block) {
    return ("\n" + text).contains("\n" + block + "\n");
  }
}
