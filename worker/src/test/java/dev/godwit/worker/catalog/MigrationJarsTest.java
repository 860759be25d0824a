package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.Migration;
import java.io.IOException;
import java.io.OutputStream;
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
      if (service != null) {
        jar.putNextEntry(new JarEntry(SERVICES));
        jar.write(service.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }
}
