package dev.godwit.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The status page as somebody uses it. */
final class Page {

  private static final By DIALOG = By.cssSelector("dialog[open]");

  private final Chromium chromium;
  private final ChromeDriver driver;

  Page(Chromium chromium) {
    this.chromium = chromium;
    this.driver = chromium.driver();
  }

  /** Opens it anew, also where only the fragment is another. */
  Page open(String url) {
    driver.get("about:blank");
    driver.get(url);
    return this;
  }

  Page openMigration(String url, String name) {
    open(url + "/#/migrations/" + name);
    return awaitText("#name", name);
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  /** Waits until one that is seen has this text. */
  Page awaitText(String selector, String part) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
        .untilAsserted(
            () ->
                assertThat(texts(selector))
                    .as("texts of %s", selector)
                    .anySatisfy(text -> assertThat(text).contains(part)));
    return this;
  }

  /** Presses the button of the page with this label. */
  Page press(String label) {
    awaitText("#actions button", label);
    WebElement button = button("#actions", label);
    // Not below the head of the page, which stays in its place.
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", button);
    button.click();
    return this;
  }

  /** Types into a field of the dialog. */
  Page type(String field, String text) {
    WebElement input = driver.findElement(DIALOG).findElement(By.name(field));
    input.clear();
    input.sendKeys(text);
    return this;
  }

  /** What the dialog says. */
  String dialog() {
    return driver.findElement(DIALOG).getText();
  }

  /** Agrees to the dialog with the keyboard. */
  Page confirm() {
    driver.findElement(DIALOG).findElement(By.id("confirm")).sendKeys(Keys.ENTER);
    return this;
  }

  Page awaitNoDialog() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(driver.findElements(DIALOG)).isEmpty());
    return this;
  }

  private WebElement button(String within, String label) {
    return driver.findElements(By.cssSelector(within + " button")).stream()
        .filter(button -> button.getText().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + label));
  }

  /** Looked at in light and dark: nothing wrong for those who see little, and pictures of both. */
  Page check(String view) {
    driver.executeScript("scrollTo(0, 0)");
    for (String scheme : List.of("light", "dark")) {
      chromium.prefer(scheme);
      assertThat(Axe.violations(driver)).as("%s, %s", view, scheme).isEmpty();
      if (driver.findElements(DIALOG).isEmpty()) {
        chromium.pictureOfAll(view + "-" + scheme);
      } else {
        chromium.picture(view + "-" + scheme);
      }
    }
    chromium.prefer("light");
    return this;
  }

  /** How far the page is wider than the screen. */
  long overflow() {
    return ((Number)
            driver.executeScript(
                "return document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth"))
        .longValue();
  }
}
