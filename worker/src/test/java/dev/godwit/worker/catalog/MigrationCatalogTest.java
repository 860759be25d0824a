package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.godwit.boot.StartException;
import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationCatalogTest {

  private static final String SERVICES = "META-INF/services/" + Migration.class.getName();

  @TempDir Path folder;

  @Test
  void findsDeclaredOnesAndThoseThatAreHandedIn() throws Exception {
    // given
    write("b.yaml", "name: b\ncollection: c\nupdate: {$set: {x: 1}}\n");
    write("a.json", "{\"name\":\"a\",\"collection\":\"c\",\"update\":{\"$set\":{\"x\":1}}}");
    write("d.yml", "name: d\ncollection: c\nupdate: {$set: {x: 1}}\n");
    write("notes.txt", "nothing to see");
    write(".hidden.yaml", "nonsense");
    Files.createDirectory(folder.resolve("old.yaml"));

    // when
    try (MigrationCatalog catalog = MigrationCatalog.load(folder, List.of(new Plain("c")))) {

      // then
      assertThat(catalog.all().stream().map(known -> known.spec().name()))
          .containsExactly("a", "b", "c", "d");
      assertThat(catalog.find("c")).get().isInstanceOf(KnownMigration.InCode.class);
      assertThat(catalog.find("d")).get().isInstanceOf(KnownMigration.Declared.class);
      assertThat(catalog.find("e")).isEmpty();
    }
  }

  @Test
  void findsThoseInJars() throws Exception {
    // given
    jar("one.jar", Map.of(SERVICES, First.class.getName() + "\n"));
    jar("two.jar", Map.of(SERVICES, Second.class.getName() + " # the second\n"));
    jar("library.jar", Map.of("readme.txt", "no migrations"));

    // when
    try (MigrationCatalog catalog = MigrationCatalog.load(folder, List.of())) {

      // then
      assertThat(catalog.all().stream().map(known -> known.spec().name()))
          .containsExactly("first", "second");
    }
  }

  @Test
  void needsNoFolder() {
    try (MigrationCatalog catalog = MigrationCatalog.load(null, List.of())) {
      assertThat(catalog.all()).isEmpty();
    }
  }

  @Test
  void aClassThatIsHandedInIsNotFoundAgain() throws Exception {
    // given
    jar("one.jar", Map.of(SERVICES, First.class.getName()));

    // when
    try (MigrationCatalog catalog = MigrationCatalog.load(folder, List.of(new First()))) {

      // then
      assertThat(catalog.all()).hasSize(1);
    }
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() throws Exception {
    // given
    write("broken.yaml", "name: [");
    write("twice.json", "{\"name\":\"a\",\"name\":\"b\"}");
    write("typo.yaml", "name: t\ncolection: c\nupdate: {$set: {x: 1}}\n");
    write("same.yaml", "name: c\ncollection: c\nupdate: {$set: {x: 1}}\n");
    write("latin.yaml", new byte[] {'a', ':', ' ', (byte) 0xe4});
    write("no.jar", "no zip");
    jar("missing.jar", Map.of(SERVICES, "com.example.Missing"));
    jar("stranger.jar", Map.of(SERVICES, Document.class.getName()));
    jar("throwing.jar", Map.of(SERVICES, Throwing.class.getName()));
    jar("spec.jar", Map.of(SERVICES, IllegalSpec.class.getName()));
    jar("null.jar", Map.of(SERVICES, NoSpec.class.getName()));
    jar("where.jar", Map.of(SERVICES, Where.class.getName()));
    jar(
        "garbage.jar",
        Map.of(SERVICES, "com.example.Garbage", "com/example/Garbage.class", "no class"));

    // when
    StartException refused =
        catchThrowableOfType(
            StartException.class, () -> MigrationCatalog.load(folder, List.of(new Plain("c"))));

    // then
    assertThat(refused.getMessage().lines().toList())
        .anySatisfy(line -> assertThat(line).contains("broken.yaml: line ").contains("not YAML"))
        .anySatisfy(line -> assertThat(line).contains("twice.json: line 1: ").contains("uplicate"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("typo.yaml: colection: unknown field; did you mean collection?"))
        .anySatisfy(line -> assertThat(line).contains("typo.yaml: collection: is missing"))
        .anySatisfy(
            line ->
                assertThat(line).contains("same.yaml: migration 'c' is there already, from given"))
        .anySatisfy(line -> assertThat(line).contains("latin.yaml: is not text in UTF-8"))
        .anySatisfy(line -> assertThat(line).contains("no.jar: is no jar that can be read"))
        .anySatisfy(
            line -> assertThat(line).contains("missing.jar: ").contains("com.example.Missing"))
        .anySatisfy(
            line -> assertThat(line).contains("stranger.jar: ").contains("org.bson.Document"))
        .anySatisfy(line -> assertThat(line).contains("throwing.jar: ").contains("not today"))
        .anySatisfy(
            line -> assertThat(line).contains("spec.jar, class ").contains("names no collection"))
        .anySatisfy(
            line -> assertThat(line).contains("null.jar, class ").contains("spec() returns null"))
        .anySatisfy(
            line ->
                assertThat(line).contains("where.jar, class ").contains("$where runs JavaScript"))
        .anySatisfy(line -> assertThat(line).contains("garbage.jar: ").contains("Garbage"))
        .hasSize(15);
    assertThat(refused).hasMessageStartingWith("14 problems with migrations; correct them");
  }

  @Test
  void aFileThatIsTooLargeIsRefused() throws Exception {
    write("large.yaml", "# " + "x".repeat(1024 * 1024));

    assertThatThrownBy(() -> MigrationCatalog.load(folder, List.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("large.yaml: has 1048578 bytes; expected at most 1048576");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> MigrationCatalog.load(folder.resolve("nowhere"), List.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("nowhere: expected a folder that can be read");
  }

  private void write(String file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String file, byte[] bytes) throws IOException {
    Files.write(folder.resolve(file), bytes);
  }

  private void jar(String file, Map<String, String> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(file));
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
  }

  /** Does nothing. */
  public static class Plain implements Migration {
    private final String name;

    Plain(String name) {
      this.name = name;
    }

    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named(name).on("c").build();
    }

    @Override
    public Change migrateOne(Document document, MigrationContext context) {
      return Change.none();
    }
  }

  public static final class First extends Plain {
    public First() {
      super("first");
    }
  }

  public static final class Second extends Plain {
    public Second() {
      super("second");
    }
  }

  public static final class Throwing extends Plain {
    public Throwing() {
      super("throwing");
      throw new IllegalStateException("not today");
    }
  }

  public static final class IllegalSpec extends Plain {
    public IllegalSpec() {
      super("illegal");
    }

    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named("illegal").build();
    }
  }

  public static final class NoSpec extends Plain {
    public NoSpec() {
      super("none");
    }

    @Override
    @SuppressWarnings("NullAway") // as code without a null checker may do
    public MigrationSpec spec() {
      return null;
    }
  }

  public static final class Where extends Plain {
    public Where() {
      super("where");
    }

    @Override
    public MigrationSpec spec() {
      return MigrationSpec.named("where").on("c").filter(new Document("$where", "x")).build();
    }
  }
}
