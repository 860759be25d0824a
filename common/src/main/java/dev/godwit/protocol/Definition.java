package dev.godwit.protocol;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.godwit.migration.Parameter;
import java.util.List;

/**
 * What everybody needs to know of a migration without having its code.
 *
 * @param migration its stable name
 * @param description what it is for, in a sentence; may be empty
 * @param collection the collection whose documents it migrates
 * @param revision which edition of it
 * @param defaults what it does unless the command says otherwise
 * @param parameters the values that it takes from the command
 */
public record Definition(
    String migration,
    String description,
    String collection,
    @JsonUnwrapped Revision revision,
    Defaults defaults,
    List<Parameter> parameters) {
  public Definition {
    MigrationName.check(migration);
    if (collection == null || collection.isEmpty()) {
      throw new IllegalArgumentException("migration '" + migration + "' names no collection");
    }
    description = description == null ? "" : description;
    defaults = defaults == null ? Defaults.STANDARD : defaults;
    parameters = parameters == null ? List.of() : List.copyOf(parameters);
  }
}
