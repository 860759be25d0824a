package dev.godwit.migration;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What a migration is called, what it works on, and how.
 *
 * @param name 1 to 200 of {@code A-Z a-z 0-9 . _ -}; pending migrations run in the order of names
 * @param description what it is for, in a sentence
 * @param version 1 or more; counted up when its meaning changes, so that only workers with the same
 *     version take its tasks
 * @param source which documents
 * @param defaults how, unless the command says otherwise
 * @param parameters what it takes from the command
 */
public record MigrationSpec(
    String name,
    String description,
    int version,
    Source source,
    HowToRun defaults,
    List<Parameter> parameters) {

  public MigrationSpec {
    if (name == null || !name.matches("[A-Za-z0-9._-]{1,200}")) {
      throw new IllegalArgumentException(
          "migration name '" + name + "': expected 1 to 200 of A-Z a-z 0-9 . _ -");
    }
    if (version < 1) {
      throw new IllegalArgumentException(
          "migration '%s' has version %d: expected 1 or more".formatted(name, version));
    }
    parameters = List.copyOf(parameters);
    if (parameters.stream().map(Parameter::name).distinct().count() < parameters.size()) {
      throw new IllegalArgumentException("migration '" + name + "' declares a parameter twice");
    }
  }

  /**
   * Which documents.
   *
   * @param collection the collection's name
   * @param filter which of its documents; empty for all
   * @param hint the index for reading pages; null for the {@code _id} index
   * @param allowMissing whether a collection that does not exist counts as an empty one
   * @param versionField the field that says which documents are done; null for none
   * @param transaction whether each page is one transaction, see {@link Builder#transaction()}
   */
  public record Source(
      String collection,
      Bson filter,
      @Nullable Bson hint,
      boolean allowMissing,
      @Nullable VersionField versionField,
      boolean transaction) {

    /** Without transactions. */
    public Source(
        String collection,
        Bson filter,
        @Nullable Bson hint,
        boolean allowMissing,
        @Nullable VersionField versionField) {
      this(collection, filter, hint, allowMissing, versionField, false);
    }

    public Source {
      if (collection == null || collection.isEmpty() || collection.startsWith("system.")) {
        throw new IllegalArgumentException(
            "collection '"
                + collection
                + "': expected the name of a collection of the application");
      }
    }
  }

  /**
   * MongoDB's schema-versioning pattern: documents below {@code version} are migrated, and get it
   * in the same conditional write.
   *
   * @param field where documents keep their schema version
   * @param version what they have when they are done; a missing field counts as below
   */
  public record VersionField(String field, int version) {
    public VersionField {
      if (field.isEmpty() || field.contains("$") || field.matches("_id(\\..*)?")) {
        throw new IllegalArgumentException(
            "versionField '%s': expected the name of a field other than _id, without $"
                .formatted(field));
      }
    }
  }

  /**
   * How, unless the command says otherwise.
   *
   * @param batchSize documents per page, 1 to 100,000; default 1000
   * @param onError what happens to the run when a document fails; default {@link OnError#FAIL}
   * @param maxFailures how many may fail with {@link OnError#SKIP}; null for no limit
   */
  public record HowToRun(int batchSize, OnError onError, @Nullable MaxFailures maxFailures) {
    public HowToRun {
      if (batchSize < 1 || batchSize > 100_000) {
        throw new IllegalArgumentException(
            "batchSize %d: expected 1 to 100000".formatted(batchSize));
      }
    }
  }

  /** Begins a specification; the name is the migration's identity for ever. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects a specification. */
  public static final class Builder {
    private final String name;
    private String description = "";
    private int version = 1;
    private @Nullable String collection;
    private Bson filter = new Document();
    private @Nullable Bson hint;
    private boolean allowMissing;
    private @Nullable VersionField versionField;
    private boolean transaction;
    private HowToRun defaults = new HowToRun(1000, OnError.FAIL, null);
    private final List<Parameter> parameters = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** The collection whose documents are migrated. Required. */
    public Builder on(String collection) {
      this.collection = collection;
      return this;
    }

    /** What it is for, in a sentence. */
    public Builder describedAs(String description) {
      this.description = description;
      return this;
    }

    /** Which documents; all unless said. */
    public Builder filter(Bson filter) {
      this.filter = filter;
      return this;
    }

    /** The index for reading pages; the {@code _id} index unless said. */
    public Builder hint(Bson indexKeys) {
      this.hint = indexKeys;
      return this;
    }

    /** A collection that does not exist counts as an empty one, instead of being refused. */
    public Builder allowMissing() {
      this.allowMissing = true;
      return this;
    }

    /** Migrates documents whose {@code field} is missing or below {@code version}, and sets it. */
    public Builder versionField(String field, int version) {
      this.versionField = new VersionField(field, version);
      return this;
    }

    /**
     * Makes each page one transaction, together with a marker in the collection {@code
     * godwit.markers} of the same database, so that what is not harmless to repeat (such as adding
     * one) happens once per document without a version field. Writes to other collections of the
     * page belong to the transaction; what the context reads does not.
     *
     * <p>Needs a replica set or a sharded cluster of MongoDB 4.4 or later; on a single server the
     * run is refused. A page must be done in the 60 s that the server gives a transaction.
     */
    public Builder transaction() {
      this.transaction = true;
      return this;
    }

    /** Documents per page; 1000 unless said. */
    public Builder batchSize(int documents) {
      this.defaults = new HowToRun(documents, defaults.onError(), defaults.maxFailures());
      return this;
    }

    /** What happens to the run when a document fails; it stops unless said. */
    public Builder onError(OnError onError) {
      this.defaults = new HowToRun(defaults.batchSize(), onError, defaults.maxFailures());
      return this;
    }

    /** How many documents may fail before a run that skips them stops. */
    public Builder maxFailures(MaxFailures maxFailures) {
      this.defaults = new HowToRun(defaults.batchSize(), defaults.onError(), maxFailures);
      return this;
    }

    /** To be counted up when the meaning changes; 1 unless said. */
    public Builder version(int version) {
      this.version = version;
      return this;
    }

    /** Values that it takes from the command. */
    public Builder parameters(Parameter... more) {
      this.parameters.addAll(List.of(more));
      return this;
    }

    /**
     * The specification.
     *
     * @throws IllegalArgumentException when something is missing or out of range
     */
    public MigrationSpec build() {
      if (collection == null) {
        throw new IllegalArgumentException(
            "migration '" + name + "' names no collection: use .on(…)");
      }
      return new MigrationSpec(
          name,
          description,
          version,
          new Source(collection, filter, hint, allowMissing, versionField, transaction),
          defaults,
          parameters);
    }
  }
}
