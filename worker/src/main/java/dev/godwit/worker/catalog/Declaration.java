package dev.godwit.worker.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.MigrationSpec.HowToRun;
import dev.godwit.migration.MigrationSpec.Source;
import dev.godwit.migration.MigrationSpec.VersionField;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.MigrationName;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Reads what a file declares. */
final class Declaration {

  private static final List<String> FIELDS =
      List.of(
          "name",
          "description",
          "version",
          "collection",
          "filter",
          "hint",
          "allowMissing",
          "versionField",
          "transaction",
          "batchSize",
          "onError",
          "maxFailures",
          "idempotent",
          "update");

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 1_000;

  private final DeclaredFields fields;

  private Declaration(DeclaredFields fields) {
    this.fields = fields;
  }

  /**
   * The migration; null when there are problems.
   *
   * @param problems to which what is wrong is added, each with its field and what was expected
   */
  static KnownMigration.@Nullable Declared read(JsonNode json, List<String> problems) {
    if (!json.isObject()) {
      problems.add("expected a migration: fields such as name, collection and update");
      return null;
    }
    DeclaredFields fields = DeclaredFields.of(json);
    fields.only(FIELDS);
    KnownMigration.Declared declared = new Declaration(fields).declared();
    problems.addAll(fields.problems());
    return declared;
  }

  private KnownMigration.@Nullable Declared declared() {
    String name = name();
    String description = fields.text("description", MAX_DESCRIPTION);
    int version = fields.number("version", 1, Integer.MAX_VALUE, 1);
    Source source = source();
    HowToRun defaults =
        new HowToRun(
            fields.number("batchSize", 1, Defaults.MAX_BATCH_SIZE, Defaults.BATCH_SIZE),
            fields.onError("onError"),
            fields.maxFailures("maxFailures"));
    BsonValue update = update(source);
    if (name == null || source == null || update == null || !fields.problems().isEmpty()) {
      return null;
    }
    MigrationSpec spec =
        new MigrationSpec(
            name, description == null ? "" : description, version, source, defaults, List.of());
    return new KnownMigration.Declared(Definitions.declared(spec, update), spec, update);
  }

  private @Nullable String name() {
    String name = required("name", MAX_NAME);
    if (name != null && !MigrationName.isLegal(name)) {
      fields.refuse("name", "'%s'; expected 1 to 200 of A-Z a-z 0-9 . _ -".formatted(name));
      return null;
    }
    return name;
  }

  private @Nullable String required(String name, int maxLength) {
    if (!fields.isPresent(name)) {
      fields.refuse(name, "is missing");
    }
    return fields.text(name, maxLength);
  }

  private @Nullable Source source() {
    String collection = required("collection", MAX_NAME);
    BsonDocument filter = fields.document("filter", "a filter such as {plan: {$exists: false}}");
    BsonDocument hint = fields.document("hint", "the keys of an index, such as {plan: 1}");
    boolean allowMissing = fields.flag("allowMissing");
    VersionField versionField = versionField();
    boolean transaction = fields.flag("transaction");
    if (filter != null) {
      fields.problems().addAll(ServerCode.problems("filter", filter));
    }
    if (collection == null) {
      return null;
    }
    if (collection.contains("$") || collection.indexOf('\0') >= 0) {
      fields.refuse("collection", "'%s'; expected a name without $".formatted(collection));
      return null;
    }
    try {
      return new Source(
          collection,
          filter == null ? new BsonDocument() : filter,
          hint,
          allowMissing,
          versionField,
          transaction);
    } catch (IllegalArgumentException e) {
      fields.problems().add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable VersionField versionField() {
    DeclaredFields within = fields.within("versionField", "{field: schemaVersion, version: 4}");
    if (within == null) {
      return null;
    }
    within.only(List.of("field", "version"));
    String field = within.text("field", MAX_NAME);
    int version = within.number("version", 1, Integer.MAX_VALUE, 0);
    if (field == null || field.isEmpty() || field.contains("$") || Paths.isId(field)) {
      within.refuse("field", "expected the name of a field, which the update leaves alone");
      return null;
    }
    if (!within.isPresent("version")) {
      within.refuse("version", "is missing; expected a whole number from 1");
    }
    return new VersionField(field, version);
  }

  private @Nullable BsonValue update(@Nullable Source source) {
    if (!fields.isPresent("update")) {
      fields.refuse("update", "is missing; expected operators such as $set, or a list of stages");
      return null;
    }
    boolean idempotent = fields.flag("idempotent");
    BsonValue update = fields.value("update");
    if (update != null && source != null) {
      fields.problems().addAll(UpdateRules.problems(update, source, idempotent));
    }
    return update;
  }
}
