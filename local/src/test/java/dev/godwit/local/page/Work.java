package dev.godwit.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/** How long the browser works for the page. */
final class Work {

  /** All that the page's own thread does: scripts, styles, layout, painting, collecting garbage. */
  private static final String ALL = "TaskDuration";

  private final ChromeDriver driver;

  Work(ChromeDriver driver) {
    this.driver = driver;
    // In time that the thread has the processor: what else the machine does is not the page's work.
    driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
  }

  /** Waits until all migrations are in the table. */
  void awaitAllRows(int many) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        driver.executeScript(
                            "return document.getElementById('migrations').dataset.rows"))
                    .isEqualTo(String.valueOf(many)));
  }

  /** When what was seen, in milliseconds since the page was asked for. */
  Map<String, Double> paint() {
    Map<?, ?> times =
        (Map<?, ?>)
            Objects.requireNonNull(
                driver.executeScript(
                    """
                    const at = name => performance.getEntriesByName(name)[0].startTime;
                    return {"first paint": at("first-contentful-paint"), "first rows": at("godwit:first-rows"),
                        "all rows": at("godwit:all-rows")};
                    """));
    return Map.of(
        "first paint", millis(times.get("first paint")),
        "first rows", millis(times.get("first rows")),
        "all rows", millis(times.get("all rows")));
  }

  /**
   * What the browser works, in milliseconds, from before the change until shortly after it is seen;
   * the answers without changes in between are part of it.
   *
   * @param seen what the first row says afterwards
   */
  double ofAnUpdate(Runnable change, String seen) {
    double before = spent();
    change.run();
    // Waiting in the page by frames: asking from outside would be work too.
    driver.executeAsyncScript(
        """
        const done = arguments[arguments.length - 1];
        const first = document.querySelector("#migrations tbody.status-running .done");
        const check = () => first.textContent.startsWith(arguments[0]) && setTimeout(done, 300);
        if (!check()) {
          new MutationObserver((changes, observer) => check() && observer.disconnect())
              .observe(first, {characterData: true, childList: true, subtree: true});
        }
        """,
        seen);
    return spent() - before;
  }

  private double spent() {
    List<?> metrics =
        (List<?>)
            Objects.requireNonNull(
                driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics"));
    return metrics.stream()
        .map(metric -> (Map<?, ?>) metric)
        .filter(metric -> ALL.equals(metric.get("name")))
        .mapToDouble(metric -> 1_000 * millis(metric.get("value")))
        .sum();
  }

  private static double millis(Object number) {
    return ((Number) Objects.requireNonNull(number)).doubleValue();
  }
}
