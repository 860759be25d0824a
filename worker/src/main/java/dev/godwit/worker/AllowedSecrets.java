package dev.godwit.worker;

import dev.godwit.boot.StartException;
import dev.godwit.worker.batch.ParameterSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Secrets that the settings of this worker allow parameters to refer to. */
final class AllowedSecrets implements ParameterSecrets {

  private static final String ENV = "env:";
  private static final String FILE = "file:";
  private static final long MAX_BYTES = 64 * 1024;

  private final Set<String> allowed;
  private final @Nullable Path folder;
  private final Map<String, String> variables;

  private AllowedSecrets(
      Set<String> allowed, @Nullable Path folder, Map<String, String> variables) {
    this.allowed = allowed;
    this.folder = folder;
    this.variables = variables;
  }

  /**
   * Those of the list.
   *
   * @throws StartException when a file is allowed and nobody says in which folder it is, or its
   *     name leads out of it
   */
  static AllowedSecrets of(
      List<String> allowed, Optional<Path> folder, Map<String, String> variables) {
    for (String reference : allowed) {
      if (reference.startsWith(FILE) && folder.isEmpty()) {
        throw new StartException(
            "%s allows '%s', but %s does not say where it is"
                .formatted(
                    WorkerSettings.SECRET_PARAMS.name(),
                    reference,
                    WorkerSettings.SECRETS_DIR.name()));
      }
      if (reference.equals(FILE + ".") || reference.equals(FILE + "..")) {
        throw new StartException(
            "%s allows '%s', which names no file"
                .formatted(WorkerSettings.SECRET_PARAMS.name(), reference));
      }
    }
    return new AllowedSecrets(Set.copyOf(allowed), folder.orElse(null), variables);
  }

  @Override
  public String resolve(String reference) {
    if (!allowed.contains(reference)) {
      throw new IllegalArgumentException(
          "secret '%s' is not allowed on this worker; add it to %s"
              .formatted(reference, WorkerSettings.SECRET_PARAMS.name()));
    }
    if (reference.startsWith(ENV)) {
      String value = variables.get(reference.substring(ENV.length()));
      if (value == null || value.isEmpty()) {
        throw new IllegalArgumentException(
            "secret '%s': this worker has no such variable".formatted(reference));
      }
      return value;
    }
    return fromFile(reference);
  }

  private String fromFile(String reference) {
    if (folder == null) {
      throw new IllegalStateException("checked at the start");
    }
    Path file = folder.resolve(reference.substring(FILE.length()));
    try {
      if (Files.size(file) <= MAX_BYTES) {
        String value = Files.readString(file).replaceFirst("[\\r\\n]+\\z", "");
        if (!value.isEmpty()) {
          return value;
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "secret '%s': this worker cannot read the file (%s)"
              .formatted(reference, e.getClass().getSimpleName()));
    }
    throw new IllegalArgumentException(
        "secret '%s': expected a file with 1 to %d bytes".formatted(reference, MAX_BYTES));
  }
}
