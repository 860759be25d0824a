package dev.godwit.local.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/** Asks axe-core what is wrong with a page for people who use it in other ways. */
final class Axe {

  private static final String SCRIPT = script();

  private static final String RUN =
      """
      const done = arguments[arguments.length - 1];
      axe.run({resultTypes: ["violations"]}).then(
          result => done(result.violations.map(violation => violation.id + ": " + violation.help + "\\n"
              + violation.nodes.map(node => "  " + node.html + "\\n  " + node.failureSummary).join("\\n"))),
          failure => done([String(failure)]));
      """;

  private Axe() {}

  /** What is wrong with what is seen, by rule. */
  static List<String> violations(ChromeDriver driver) {
    driver.executeScript(SCRIPT);
    return Objects.requireNonNull((List<?>) driver.executeAsyncScript(RUN)).stream()
        .map(String::valueOf)
        .toList();
  }

  private static String script() {
    try (InputStream file = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(file, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
