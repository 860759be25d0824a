package dev.godwit.worker.catalog;

import dev.godwit.migration.MigrationSpec.Source;
import dev.godwit.migration.MigrationSpec.VersionField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Which updates a file may declare. */
final class UpdateRules {

  private static final String FIELD = "update";

  private static final String REMEDY =
      "; add versionField {field, version} or, on a replica set, transaction: true, so that it is"
          + " applied once per document, or idempotent: true if a repeat is harmless";

  private UpdateRules() {}

  /**
   * Why it is refused; empty when it is not.
   *
   * @param idempotent whether its author says that a repeat is harmless
   */
  static List<String> problems(BsonValue update, Source source, boolean idempotent) {
    List<String> problems = new ArrayList<>(ServerCode.problems(FIELD, update));
    if (update instanceof BsonDocument operators) {
      problems.addAll(OperatorUpdate.problems(FIELD, operators));
    } else if (update instanceof BsonArray stages) {
      problems.addAll(PipelineUpdate.problems(FIELD, stages));
    } else {
      problems.add(FIELD + ": expected operators such as $set, or a list of stages");
    }
    if (!problems.isEmpty()) {
      return problems;
    }
    VersionField versionField = source.versionField();
    if (versionField != null) {
      return changed(update).stream()
          .filter(path -> Paths.overlap(path, versionField.field()))
          .map(
              path -> "%s: changes '%s'; the version field is set by itself".formatted(FIELD, path))
          .toList();
    }
    return idempotent || source.transaction()
        ? List.of()
        : repeat(update, source).map(why -> FIELD + ": " + why + REMEDY).stream().toList();
  }

  private static Optional<String> repeat(BsonValue update, Source source) {
    if (update instanceof BsonArray stages) {
      return Repeats.problem(PipelineFlow.of(stages), source.filter().toBsonDocument())
          .map(reads -> "a repeat may give another result, because it " + reads);
    }
    List<String> operators = OperatorUpdate.notRepeatable(update.asDocument());
    return operators.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s would be applied once more when a page is repeated"
                .formatted(String.join(", ", operators)));
  }

  private static Set<String> changed(BsonValue update) {
    if (update instanceof BsonArray stages) {
      return PipelineFlow.of(stages).written();
    }
    Set<String> changed = new TreeSet<>();
    for (BsonValue fields : update.asDocument().values()) {
      changed.addAll(fields.asDocument().keySet());
    }
    return changed;
  }
}
