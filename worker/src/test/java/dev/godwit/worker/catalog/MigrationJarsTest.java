package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Migration;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationJarsTest {

  private static final String SERVICES = "META-INF/services/" + Migration.class.getName();

  @TempDir Path folder;

  @Test
  void aMigrationMayUseWhatIsInAnotherJar() throws Exception {
    // given
    Path classes = compile();
    jar("library.jar", classes, "lib/Names.class", null);
    jar("migration.jar", classes, "mine/Rename.class", "mine.Rename");

    // when
    try (MigrationCatalog catalog = MigrationCatalog.load(folder, List.of())) {

      // then
      assertThat(catalog.find("from-a-library")).isPresent();
      assertThat(
              ((KnownMigration.InCode) catalog.find("from-a-library").orElseThrow())
                  .migration()
                  .getClass()
                  .getClassLoader())
          .isNotEqualTo(getClass().getClassLoader());
    }
  }

  @Test
  void aJarThatIsReplacedMeanwhileIsNotHalfLoaded() throws Exception {
    // given
    Path classes = compile();
    jar("library.jar", classes, "lib/Names.class", null);
    jar("migration.jar", classes, "mine/Rename.class", "mine.Rename");
    try (MigrationCatalog catalog = MigrationCatalog.load(folder, List.of())) {
      ClassLoader loader = loaderOf(catalog);

      // when
      Files.writeString(folder.resolve("migration.jar"), "overwritten in place");
      Files.delete(folder.resolve("library.jar"));

      // then a class that nobody has asked for yet is still the one of then
      assertThat(loader.loadClass("mine.Rename$Late").getName()).isEqualTo("mine.Rename$Late");
      assertThat(loader.getResource("lib/Names.class")).isNotNull();
    }
  }

  @Test
  void theLogHasTheDigestOfTheBytesThatAreLoaded() throws Exception {
    // given
    Path classes = compile();
    jar("library.jar", classes, "lib/Names.class", null);
    jar("migration.jar", classes, "mine/Rename.class", "mine.Rename");
    Files.writeString(
        folder.resolve("declared.yaml"), "name: d\ncollection: c\nupdate: {$set: {x: 1}}\n");
    Logged logged = new Logged("dev.godwit.worker.catalog");

    // when
    MigrationCatalog catalog = MigrationCatalog.load(folder, List.of());

    // then
    Path loaded = copyOf(loaderOf(catalog), "mine/Rename.class");
    assertThat(logged.lines())
        .anySatisfy(
            line -> assertThat(line).contains("jar=migration.jar", "sha256=" + sha256(loaded)))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("file=declared.yaml")
                    .contains("sha256=" + sha256(folder.resolve("declared.yaml")))
                    .contains("fingerprint=sha256:"));
    assertThat(loaded.getParent()).isNotEqualTo(folder);

    // and nothing is left behind
    catalog.close();
    assertThat(loaded.getParent()).doesNotExist();
  }

  private static ClassLoader loaderOf(MigrationCatalog catalog) {
    return ((KnownMigration.InCode) catalog.find("from-a-library").orElseThrow())
        .migration()
        .getClass()
        .getClassLoader();
  }

  private static Path copyOf(ClassLoader loader, String entry) {
    String url = String.valueOf(loader.getResource(entry));
    return Path.of(URI.create(url.substring("jar:".length(), url.indexOf("!/"))));
  }

  private static String sha256(Path file) throws IOException {
    return Sha256.of(Files.readAllBytes(file));
  }

  private Path compile() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Path names =
        write(
            sources,
            "lib/Names.java",
            "package lib; public class Names { public static String name() { return \"from-a-library\"; } }");
    Path rename =
        write(
            sources,
            "mine/Rename.java",
            """
            package mine;
            import dev.godwit.migration.*;
            public class Rename implements Migration {
              public MigrationSpec spec() { return MigrationSpec.named(lib.Names.name()).on("c").build(); }
              public Change migrateOne(org.bson.Document document, MigrationContext context) { return Change.none(); }
              public static class Late {}
            }
            """);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createDirectory(folder.resolve("classes"));
    String path =
        Path.of(Migration.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            + System.getProperty("path.separator")
            + Path.of(
                org.bson.Document.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
    int exit =
        compiler.run(
            null,
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            path,
            names.toString(),
            rename.toString());
    assertThat(exit).isZero();
    return classes;
  }

  private static Path write(Path folder, String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private void jar(String file, Path classes, String entry, String service) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve(file)))) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(Files.readAllBytes(classes.resolve(entry)));
      Path late = classes.resolve(entry.replace(".class", "$Late.class"));
      if (Files.exists(late)) {
        jar.putNextEntry(new JarEntry(classes.relativize(late).toString()));
        jar.write(Files.readAllBytes(late));
      }
      if (service != null) {
        jar.putNextEntry(new JarEntry(SERVICES));
        jar.write(service.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }
}
