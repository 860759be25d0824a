package dev.godwit.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class LayersTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.godwit.worker");

  @Test
  void onlyOnePackageTalksToMongoDb() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.godwit.worker.mongo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.mongodb..")
        .because(
            "how the driver is called and what its exceptions mean is decided in one place;"
                + " add a method to Documents or Database in dev.godwit.worker.mongo instead")
        .check(CLASSES);
  }

  @Test
  void onlyTheConsumingLoopTalksToKafka() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.godwit.worker.batch..", "dev.godwit.worker.catalog..", "dev.godwit.worker.mongo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..")
        .because(
            "a page is migrated the same way whatever its task came by;"
                + " hand over what is needed as values from dev.godwit.worker.consume instead")
        .check(CLASSES);
  }

  @Test
  void mongoKnowsNothingOfMigratingPages() {
    noClasses()
        .that()
        .resideInAPackage("dev.godwit.worker.mongo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.godwit.worker.batch..",
            "dev.godwit.worker.catalog..",
            "dev.godwit.worker.consume..")
        .because(
            "it only carries out what it is asked;"
                + " put what depends on migrations into dev.godwit.worker.batch instead")
        .check(CLASSES);
  }
}
