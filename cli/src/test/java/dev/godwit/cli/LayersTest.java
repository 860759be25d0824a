package dev.godwit.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.godwit.cli");

  private static final String[] PURE = {
    "dev.godwit.cli.wait..",
    "dev.godwit.cli.watch..",
    "dev.godwit.cli.progress..",
    "dev.godwit.cli.display..",
    "dev.godwit.cli.text.."
  };

  @Test
  void onlyOnePackageKnowsKafkasClients() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.godwit.cli.kafka..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .because(
            "the rest is tested with a fake installation: put it behind dev.godwit.cli.installation")
        .check(CLASSES);
  }

  @Test
  void whatIsShownIsNoMatterOfHowItIsReached() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.godwit.cli", "dev.godwit.cli.kafka..")
        .because("commands put the parts together: hand over what is needed as a parameter")
        .check(CLASSES);
  }

  @Test
  void clocksAreParameters() {
    for (Class<?> clock : List.of(Instant.class, LocalDateTime.class, Clock.class)) {
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(clock, clock == Clock.class ? "systemUTC" : "now")
          .because("tests set the time: take an Instant or an InstantSource as a parameter")
          .check(CLASSES);
    }
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .because("tests set the time: take an Instant or an InstantSource as a parameter")
        .check(CLASSES);
  }

  @Test
  void nothingOfMongoDbButItsValuesIsNeeded() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.mongodb..")
        .because("the command line speaks only Kafka")
        .check(CLASSES);
  }

  @Test
  void packagesDoNotNeedEachOtherInCircles() {
    SlicesRuleDefinition.slices()
        .matching("dev.godwit.cli.(*)..")
        .should()
        .beFreeOfCycles()
        .because(
            "text builds on progress, display on text, wait and watch on display, commands on all")
        .check(CLASSES);
  }
}
