package dev.godwit.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of an installation where acting needs a token, and where very much is known. */
@EnabledIfEnvironmentVariable(
    named = Chromium.BROWSER,
    matches = ".+",
    disabledReason = "needs Chromium and its driver: deploy/check-page installs them and runs this")
class PageWithTokensIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  /** An odd number: what else this machine does must not decide. */
  private static final int ROUNDS = 5;

  private static final String TOKEN = "a-token-of-alice-0123456789";
  private static final String NAME = "20261101-set-default-plan";

  @Test
  void whoHasATokenActsAndIsProven(@TempDir Path directory) throws Exception {
    // given
    MONGO.database().getCollection("teams").insertOne(new Document("_id", 1));
    PageByPage migration = PageByPage.of(NAME, "every team has a plan", "teams");
    migration.allow(10);
    try (Chromium chromium = Chromium.start(directory)) {
      chromium.resize(1280, 900);
      Page page = new Page(chromium);
      try (Stage stage = stage(new LocalWorkers(1, null, List.of(migration)))) {
        page.openMigration(stage.url(), NAME).awaitText("#actions button", "Start…");

        // when
        page.press("Start…").awaitText("dialog", "Acting needs a token");
        page.check("dialog-token").type("token", "not-a-token-of-anybody").confirm();

        // then
        page.awaitText("dialog .problem", "nobody has this token");

        // when
        page.type("token", TOKEN).confirm().awaitText("dialog h2", "Start");
        page.confirm().awaitNoDialog();

        // then
        page.awaitText("#actor", "Acting as alice").awaitText("#detail-badge", "Completed");
        page.awaitText("#facts", "alice proven").awaitText("#history", "alice proven");
        page.check("proven");

        // when
        page.find("#forget-token").click();

        // then
        page.awaitText("#enter-token", "Enter token");
        assertThat(chromium.driver().executeScript("return sessionStorage.length")).isEqualTo(0L);
      }
      // and
      page.awaitText("#trouble-text", "Not up to date since").awaitText("#live", "Not up to date");
      page.check("away");
    }
  }

  @Test
  void aThousandMigrationsAreShownWithinASecondAndFollowedWithoutDelay(@TempDir Path directory)
      throws Exception {
    try (Stage stage = stage(new LocalWorkers(0, null, List.of()));
        Chromium chromium = Chromium.start(directory)) {
      // given
      stage.publish(ManyStates.between(0, ManyStates.KNOWN, 1));
      Work work = new Work(chromium.driver());
      chromium.resize(1280, 900);
      Page page = new Page(chromium);
      page.open(stage.url()).awaitText("#statuses .chip:first-child", "1,000");

      // when
      List<Map<String, Double>> paints = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        page.open(stage.url());
        work.awaitAllRows(ManyStates.KNOWN);
        paints.add(work.paint());
      }
      // Without axe-core, which takes a minute for so many rows like those of the other tests.
      chromium.picture("thousand");
      List<Double> some = new ArrayList<>();
      List<Double> all = new ArrayList<>();
      for (int pages = 10; pages < 10 * (1 + ROUNDS); pages += 10) {
        int now = pages;
        some.add(work.ofAnUpdate(() -> stage.publish(ManyStates.running(now)), now + ",000"));
        all.add(
            work.ofAnUpdate(
                () -> stage.publish(ManyStates.between(0, ManyStates.KNOWN, now + 5)),
                now + 5 + ",000"));
      }

      // then
      double paint = median(paints.stream().map(times -> times.get("first paint")).toList());
      double rows = median(paints.stream().map(times -> times.get("first rows")).toList());
      double allRows = median(paints.stream().map(times -> times.get("all rows")).toList());
      System.out.printf(
          "1,000 migrations, medians of %d: first paint after %.0f ms, first rows after %.0f ms,"
              + " all rows after %.0f ms; work of an update %.0f ms with 50 changed, %.0f ms with"
              + " all changed%n",
          ROUNDS, paint, rows, allRows, median(some), median(all));
      assertThat(paint).isLessThan(1_000);
      assertThat(rows).isLessThan(1_000);
      assertThat(median(some)).isLessThan(100);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static Stage stage(LocalWorkers workers) throws InterruptedException {
    return Stage.start(
        KAFKA,
        MONGO,
        workers,
        Map.of("GODWIT_HTTP_TOKENS", "alice=" + TOKEN, "GODWIT_ENVIRONMENT", "prod"));
  }
}
