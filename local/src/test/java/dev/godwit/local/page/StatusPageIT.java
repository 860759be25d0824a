package dev.godwit.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.boot.Parts;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Looks at migrations and acts on them as somebody does who has nothing but the page. */
@EnabledIfEnvironmentVariable(
    named = Chromium.BROWSER,
    matches = ".+",
    disabledReason = "needs Chromium and its driver: deploy/check-page installs them and runs this")
class StatusPageIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final String PLAN = "20261101-set-default-plan";
  private static final String CANCELED = "20261102-lower-case-email";
  private static final String ENUM = "20261103-plan-enum";
  private static final String PRICES = "20261104-price-as-number";

  /** Also when a dry run or a reply is asked for that is not there. */
  private static final String NOT_THERE = "the server responded with a status of 404";

  private static final PageByPage DEFAULT_PLAN =
      PageByPage.of(PLAN, "every team has a plan", "teams");
  private static final PageByPage EMAIL =
      PageByPage.of(CANCELED, "e-mail addresses in lower case", "users");
  private static final PageByPage PRICE = PageByPage.of(PRICES, "prices are numbers", "orders");

  @TempDir private static Path directory;

  private static final Parts PARTS = new Parts(Duration.ofSeconds(30));
  private static Chromium chromium;
  private static Stage stage;

  private Page page;

  @BeforeAll
  static void start() throws Exception {
    Shop.fill(MONGO.database());
    Path migrations = Shop.migrations(directory);
    Map<String, String> settings =
        Map.of("GODWIT_DEAD_LETTER_DOCUMENTS", "true", "GODWIT_ENVIRONMENT", "staging");
    LocalWorkers workers = new LocalWorkers(1, migrations, List.of(DEFAULT_PLAN, EMAIL, PRICE));
    stage = PARTS.add("stage", Stage.start(KAFKA, MONGO, workers, settings));
    chromium =
        PARTS.add("Chromium", Chromium.start(Files.createDirectory(directory.resolve("profile"))));
  }

  @AfterAll
  static void close() {
    PARTS.close();
  }

  @BeforeEach
  void largeScreen() {
    chromium.resize(1280, 900);
    chromium.prefer("light");
    page = new Page(chromium);
  }

  @AfterEach
  void theBrowserHasNothingToComplain() {
    assertThat(chromium.complaints()).filteredOn(text -> !text.contains(NOT_THERE)).isEmpty();
  }

  @Test
  void theScriptsDoWhatTheirTestsSay() throws IOException {
    // given
    page.open(stage.url());
    try (InputStream tests = StatusPageIT.class.getResourceAsStream("scripts-test.js")) {
      // when
      Object result =
          chromium
              .driver()
              .executeAsyncScript(
                  new String(Objects.requireNonNull(tests).readAllBytes(), StandardCharsets.UTF_8));
      // then
      assertThat(result)
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .hasEntrySatisfying("failures", failures -> assertThat((List<?>) failures).isEmpty())
          .hasEntrySatisfying(
              "checks", checks -> assertThat(((Number) checks).intValue()).isGreaterThan(30));
    }
  }

  @Test
  void aMigrationIsStartedWatchedAndPausedAndCompletes() {
    // given
    page.open(stage.url()).awaitText("#migrations .name a", PLAN).check("list-pending");
    page.find("#migrations a[href$='" + PLAN + "']").click();
    page.awaitText("#detail-badge", "Pending");

    // when
    page.press("Start…");
    assertThat(page.dialog())
        .contains("The documents of 'teams' are migrated", PLAN, "1,000 unless");
    page.check("dialog-start").type("batchSize", "0").confirm();
    page.awaitText("dialog .problem", "Batch size");
    page.type("batchSize", "500").type("by", "alice").confirm().awaitNoDialog();

    // then
    page.awaitText("#reply-text", "Accepted: ").awaitText("#detail-badge", "Running");
    DEFAULT_PLAN.allow(6);
    page.awaitText("#done", "3,000 of about 10,000").awaitText("#percent", "30 %");
    page.awaitText("#facts", "alice claimed").check("running");
    page.open(stage.url()).awaitText("#migrations .status-running .percent", "30 %");
    page.check("list-running").openMigration(stage.url(), PLAN);

    // when
    page.press("Pause");
    assertThat(page.dialog()).contains("Pause stops after the current batch. What was done stays.");
    page.confirm().awaitText("#detail-badge", "Paused");
    DEFAULT_PLAN.allow(1_000);
    page.awaitText("#done", "3,500 of about 10,000").press("Resume").confirm();

    // then
    page.awaitText("#detail-badge", "Completed").awaitText("#percent", "100 %");
    page.awaitText("#history", "10,000: 10,000 updated").check("completed");
    assertThat(page.texts("#actions button")).containsExactly("Run again…", "Dry run…");
  }

  @Test
  void aRunIsCanceledAndWhatWasDoneStays() {
    // given
    EMAIL.allow(2);
    page.openMigration(stage.url(), CANCELED).press("Start…").confirm().awaitNoDialog();
    page.awaitText("#done", "2,000 of about 10,000");

    // when
    page.press("Cancel");
    assertThat(page.dialog())
        .contains("Cancel stops after the current batch; what was done stays.");
    page.check("dialog-cancel").confirm().awaitText("#reply-text", "Accepted: ");
    EMAIL.allow(1);

    // then
    page.awaitText("#detail-badge", "Canceled").awaitText("#done", "3,000 of about 10,000");
    page.check("canceled");
    assertThat(page.texts("#actions button")).contains("Resume").doesNotContain("Cancel", "Pause");
  }

  @Test
  void aDryRunShowsEachDocumentBeforeAndAfter() {
    // when
    page.openMigration(stage.url(), ENUM).press("Dry run…");
    assertThat(page.dialog()).contains("nothing is written");
    page.confirm().awaitNoDialog();

    // then
    page.awaitText("#dry-run", "2 documents would be handled: 2 updated");
    assertThat(page.texts("#dry-run article:first-of-type .diff li"))
        .map(text -> text.replace("\n", " "))
        .filteredOn(text -> !text.isEmpty())
        .containsExactly(
            "− removed: isPro: true", "+ added: address.country: \"CH\"", "+ added: plan: \"pro\"");
    page.check("dry-run").awaitText("#detail-badge", "Pending");
    assertThat(MONGO.database().getCollection("accounts").find().first()).containsKey("isPro");

    // when
    page.find("#dry-run article button").click();

    // then
    page.awaitText("#dry-run .diff.all .same", "name: \"Acme\"");

    // and
    page.openMigration(stage.url(), ENUM).awaitText("#dry-run", "2 documents would be handled");
  }

  @Test
  void failedDocumentsAreShownWithWhyAndCanBeTriedAgain() {
    // given
    PRICE.allow(100);
    page.openMigration(stage.url(), PRICES).press("Start…").confirm();

    // then
    page.awaitText("#detail-badge", "Completed with failures");
    page.awaitText("#dead-letters .place", "43").awaitText("#dead-letters", "no number in 'price'");
    page.find("#dead-letters summary").click();
    page.awaitText("#dead-letters pre", "price: \"a lot\"").check("dead-letters");

    // when
    MONGO
        .database()
        .getCollection("orders")
        .updateMany(new Document(), new Document("$unset", new Document("bad", "")));
    page.press("Retry failed");
    assertThat(page.dialog()).contains("3 failed documents are tried again");
    page.confirm();

    // then
    page.awaitText("#detail-badge", "Completed").awaitText("#history", "50: 50 updated");
    assertThat(page.texts("#detail-badge")).containsExactly("✓\nCompleted");
  }

  @Test
  void everythingFitsAPhone() {
    // given
    chromium.resize(360, 740);
    for (String name : List.of("", PLAN, ENUM, PRICES)) {
      // when
      if (name.isEmpty()) {
        page.open(stage.url()).awaitText("#migrations .name a", PLAN).check("phone-list");
      } else {
        page.openMigration(stage.url(), name).awaitText("#facts", "Batch size");
        page.check("phone-" + name);
      }
      // then
      assertThat(page.overflow()).as("too wide: %s", name).isZero();
    }
    // and
    page.press("Dry run…").check("phone-dialog");
    assertThat(page.overflow()).isZero();
  }

  @Test
  void whoIsElsewhereMayLookAndIsToldWhyNotAct() {
    page.openMigration(stage.urlFromElsewhere(), ENUM).awaitText("#obstacle", "Looking only: ");
    page.awaitText("#obstacle", "GODWIT_HTTP_TOKENS").awaitText("#actor", "Looking only");
    assertThat(chromium.driver().findElements(By.cssSelector("#actions button")))
        .isNotEmpty()
        .allSatisfy(button -> assertThat(button.isEnabled()).isFalse());
    page.check("looking-only");
  }

  @Test
  void aMigrationThatNobodyKnowsIsSaidToBeUnknown() {
    page.openMigration(stage.url(), "nonsense").awaitText("#unknown", "No migration 'nonsense'");
    page.check("unknown");
  }

  @Test
  void aBrokenConnectionIsSaidAndComesBackByItself() {
    // given
    page.open(stage.url()).awaitText("#live", "Live");
    // when
    chromium.disconnect(true);
    // then
    page.awaitText("#trouble-text", "Not up to date since").awaitText("#live", "Not up to date");
    page.awaitText("#migrations .name a", PLAN);
    // when
    chromium.disconnect(false);
    // then
    page.awaitText("#live", "Live");
    assertThat(page.find("#trouble").isDisplayed()).isFalse();
    assertThat(chromium.complaints()).allMatch(text -> text.contains("ERR_INTERNET_DISCONNECTED"));
  }

  @Test
  void theKeyboardIsEnough() {
    // given
    page.open(stage.url()).awaitText("#migrations .name a", PLAN);
    // when
    page.find("body").sendKeys("/");
    chromium.driver().switchTo().activeElement().sendKeys("enum");
    // then
    page.awaitText("#shown", "1 of 4 shown");
    page.find("#migrations a[href$='" + ENUM + "']").sendKeys(Keys.ENTER);
    page.awaitText("#name", ENUM);
    assertThat(chromium.driver().switchTo().activeElement().getText()).isEqualTo(ENUM);
  }
}
