package dev.godwit.local.junit;

import dev.godwit.migration.Migration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs migrations in JUnit 5 tests as they run in production: by a command on a Kafka topic, a
 * coordinator, a worker and MongoDB, all in this JVM.
 *
 * <pre>{@code
 * class SetDefaultPlanTest {
 *
 *   @RegisterExtension static final GodwitExtension GODWIT = new GodwitExtension();
 *
 *   @Test
 *   void everyTeamHasAPlan() {
 *     MigrationResult result =
 *         GODWIT
 *             .migrate(new SetDefaultPlan())
 *             .documents(new Document("_id", 1), new Document("_id", 2).append("plan", "pro"))
 *             .run();
 *
 *     assertThat(result.documents())
 *         .containsExactly(
 *             new Document("_id", 1).append("plan", "basic"),
 *             new Document("_id", 2).append("plan", "pro"));
 *     assertThat(result.counts().unchanged()).isEqualTo(1);
 *   }
 * }
 * }</pre>
 *
 * <p>The first test that runs a migration starts the servers, which takes two to three seconds; all
 * others of the JVM share them. Each run has a database of its own, which is dropped after the test
 * class, and each begins as if its migration had never run. Runs of tests in parallel take turns.
 *
 * <p>MongoDB is an embedded server without transactions, or with the variable {@code
 * GODWIT_TEST_MONGODB_URI} the server that it names, in databases whose names begin with {@code
 * godwit-junit-}.
 */
public final class GodwitExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(GodwitExtension.class);

  private final Databases databases = new Databases();
  private volatile ExtensionContext.@Nullable Store shared;

  /** How deep in nested test classes; 0 when it is registered in a field of an instance. */
  private int depth;

  @Override
  public void beforeAll(ExtensionContext context) {
    depth++;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    shared = context.getRoot().getStore(NAMESPACE);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    // Tests that run in parallel may still need theirs, unless each has an extension of its own.
    if (depth == 0) {
      databases.drop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (--depth == 0) {
      databases.drop();
    }
  }

  /** Prepares to run a migration that is written in code. */
  public MigrationRun migrate(Migration migration) {
    return prepare(new Subject.InCode(migration));
  }

  /**
   * Prepares to run a declarative migration.
   *
   * @param file a {@code .yaml}, {@code .yml} or {@code .json} file, as it is deployed
   * @throws UncheckedIOException when it cannot be read
   */
  public MigrationRun migrate(Path file) {
    try {
      return prepare(new Subject.Declared(file.getFileName().toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("the migration " + file + " cannot be read", e);
    }
  }

  /**
   * Prepares to run a declarative migration.
   *
   * @param yaml the text of such a file; JSON is YAML, too
   */
  public MigrationRun migrateDeclared(String yaml) {
    return prepare(new Subject.Declared("migration.yaml", yaml));
  }

  private MigrationRun prepare(Subject subject) {
    ExtensionContext.Store store = shared;
    if (store == null) {
      throw new IllegalStateException(
          "GodwitExtension works in tests only, and must be registered with @RegisterExtension");
    }
    return new MigrationRun(
        () -> store.getOrComputeIfAbsent(Engine.class, key -> Engine.start(), Engine.class),
        databases,
        subject);
  }
}
