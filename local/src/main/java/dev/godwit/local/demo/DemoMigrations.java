package dev.godwit.local.demo;

import dev.godwit.migration.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The migrations of the demo: three in code, and one in a file, as users have them. */
final class DemoMigrations {

  /** In the order in which they run. */
  static final List<String> NAMES =
      List.of(
          "20261101-geojson-location",
          "20261102-no-empty-admin",
          "20261103-country-names",
          "20261104-no-duplicates");

  private static final String DECLARED = "20261102-no-empty-admin.yaml";

  private DemoMigrations() {}

  static List<Migration> inCode() {
    return List.of(new GeoJsonLocation(), new CountryNames(), new NoDuplicates());
  }

  /** Writes the declared one where workers look for such files. */
  static void writeDeclaredTo(Path directory) throws IOException {
    try (InputStream declared = DemoMigrations.class.getResourceAsStream("/demo/" + DECLARED)) {
      Files.copy(Objects.requireNonNull(declared), directory.resolve(DECLARED));
    }
  }
}
