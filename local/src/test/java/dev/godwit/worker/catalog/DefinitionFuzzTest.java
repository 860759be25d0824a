package dev.godwit.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.boot.StartException;
import dev.godwit.local.faults.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed declarations by the thousand, through the catalog. */
class DefinitionFuzzTest {

  private static final List<String> YAML =
      List.of(
          """
          name: 20261124-plan-enum
          description: isPro becomes a plan
          collection: teams
          filter: { plan: { $exists: false } }
          update:
            - $set: { plan: { $cond: ["$isPro", pro, basic] } }
            - $unset: isPro
          """,
          """
          name: counted
          collection: teams
          version: 2
          versionField: { field: schemaVersion, version: 4 }
          hint: { plan: 1 }
          batchSize: 50
          onError: skip
          maxFailures: 5%
          allowMissing: true
          idempotent: true
          update: { $inc: { n: 1 }, $set: { "a.b": &x [1, 2.5, *x] } }
          """);

  private static final List<String> JSON =
      List.of(
          "{\"name\":\"a\",\"collection\":\"teams\",\"filter\":{\"n\":{\"$lt\":1.0},\"$or\":[{\"a\":null},{\"b\":{\"$oid\":\"65a100000000000000000001\"}}]},\"update\":{\"$set\":{\"plan\":\"no\"},\"$unset\":{\"x.y\":\"\"}}}",
          "{\"name\":\"b\",\"collection\":\"c\",\"update\":[{\"$set\":{\"f\":{\"$switch\":{\"branches\":[{\"case\":{\"$eq\":[\"$a\",1]},\"then\":{\"$concat\":[\"$x\",\"y\"]}}],\"default\":{\"$literal\":\"$z\"}}}}},{\"$replaceWith\":{\"$mergeObjects\":[\"$$ROOT\",{\"g\":1}]}}]}");

  @TempDir Path directory;

  @Test
  void everyYamlFileIsTakenOrRefusedWithItsName() throws IOException {
    check("a.yaml", Mutations.seed("definitions in YAML"), YAML);
  }

  @Test
  void everyJsonFileIsTakenOrRefusedWithItsName() throws IOException {
    check("a.json", Mutations.seed("definitions in JSON"), JSON);
  }

  private void check(String name, long seed, List<String> valid) throws IOException {
    AtomicInteger refused = new AtomicInteger();
    Path file = directory.resolve(name);
    for (byte[] bytes :
        (Iterable<byte[]>) Mutations.of(seed, valid).limit(Mutations.COUNT / 2)::iterator) {
      // when
      Files.write(file, bytes);
      try {
        MigrationCatalog.load(directory, List.of()).close();
      } catch (StartException e) {
        // then
        assertThat(e.getMessage()).contains(name);
        assertThat(e.getMessage().length()).isLessThan(100_000);
        refused.incrementAndGet();
      } catch (Exception | StackOverflowError e) {
        throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
      }
    }
    assertThat(refused.get()).isBetween(Mutations.COUNT / 6, Mutations.COUNT / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 30, 2_000})
  void aliasesThatMultiplyAreRefusedInNoTime(int levels) throws IOException {
    // given
    StringBuilder bomb = new StringBuilder("name: a\ncollection: c\nl0: &l0 [x, x]\n");
    for (int i = 1; i <= levels; i++) {
      bomb.append("l%d: &l%d [%s]\n".formatted(i, i, ("*l" + (i - 1) + ",").repeat(9)));
    }
    Files.writeString(directory.resolve("bomb.yaml"), bomb);
    // when / then
    assertThatThrownBy(() -> MigrationCatalog.load(directory, List.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("bomb.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bomb.yaml", "bomb.json"})
  void nestingWithoutEndIsRefused(String name) throws IOException {
    // given
    Random random = new Random(1);
    for (int depth : new int[] {99, 150, 900, 5_000, 100_000}) {
      String open = random.nextBoolean() ? "[" : "{\"a\":";
      Files.writeString(
          directory.resolve(name),
          "{\"name\":\"a\",\"collection\":\"c\",\"update\":{\"$set\":{\"x\":" + open.repeat(depth));
      // when / then
      assertThatThrownBy(() -> MigrationCatalog.load(directory, List.of()))
          .as("%d levels", depth)
          .isInstanceOf(StartException.class)
          .hasMessageContaining(name);
    }
  }
}
