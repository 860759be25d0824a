package dev.godwit.coordinator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.godwit.boot.ClosestName;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayersTest {

  private static final JavaClasses COORDINATOR =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.godwit.coordinator");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID");

  @Test
  void decidingNeedsNothingButTheMessages() {
    check(
        classes()
            .that()
            .resideInAPackage("..coordinator.decide..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        "dev.godwit.coordinator.decide..",
                        "dev.godwit.protocol..",
                        "dev.godwit.migration..",
                        "java.lang..",
                        "java.math..",
                        "java.time..",
                        "java.util..",
                        "org.bson..",
                        "org.jspecify.annotations..")
                    .or(type(ClosestName.class)))
            .because(
                "all rules of the lifecycle are a pure function that a test calls without any"
                    + " server; what needs Kafka belongs into the topology, what needs the"
                    + " database is a task for a worker"));
  }

  @Test
  void decidingDoesNotRunAnythingBesides() {
    check(
        noClasses()
            .that()
            .resideInAPackage("..coordinator.decide..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.lang.reflect..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .because(
                "one input after the other is decided on one thread; give the result as an effect"
                    + " and let the topology carry it out"));
  }

  @Test
  void decidingNeverLooksAtAClockOrThrowsDice() {
    check(
        noClasses()
            .that()
            .resideInAPackage("..coordinator.decide..")
            .should()
            .callMethodWhere(readsAClock())
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Random|SplittableRandom|random\\..*)")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because(
                "the same input in the same state must have the same result, also when it comes"
                    + " again; take 'Instant now' as a parameter, derive what has to differ from"
                    + " the state"));
  }

  @Test
  void rulesAndPagesKnowNothingOfKafka() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "..coordinator.decide..",
                "..coordinator.web..",
                "..coordinator.people..",
                "..coordinator.pace..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because(
                "rules and pages must not depend on how messages travel; read states from"
                    + " StateView, send by an Effect, and what a page needs besides by an"
                    + " interface that coordinator.kafka implements"));
  }

  @Test
  void nobodyOpensMongoDb() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.mongodb..")
            .because("what needs the database is a task: let a worker do it and tell by an event"));
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    check(
        slices()
            .matching("dev.godwit.coordinator.(*)..")
            .should()
            .beFreeOfCycles()
            .because(
                "decide knows nobody, topology knows decide, web knows neither, kafka knows web"));
    check(
        noClasses()
            .that()
            .resideInAPackage("..coordinator.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..coordinator.topology..", "..coordinator.decide..")
            .because("standbys show the same pages, so that only topics may be their source"));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "..coordinator.decide..",
                "..coordinator.topology..",
                "..coordinator.web..",
                "..coordinator.kafka..",
                "..coordinator.people..",
                "..coordinator.pace..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.godwit.coordinator")
            .because("the program puts the parts together; hand over what they need"));
  }

  private static DescribedPredicate<JavaCall<?>> readsAClock() {
    return DescribedPredicate.describe(
        "reads a clock or a random source",
        call -> {
          String owner = call.getTargetOwner().getName();
          boolean now = call.getName().equals("now") && owner.startsWith("java.time.");
          return now || CLOCKS.contains(owner + "." + call.getName());
        });
  }

  private static void check(ArchRule rule) {
    rule.check(COORDINATOR);
  }
}
