package dev.godwit.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.MigrationName;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What a folder of migrations, as a worker reads it, holds.
 *
 * @param names of those that are declared in files
 * @param jars those that may hold migrations in code, whose names only a worker knows
 */
public record MigrationFolder(List<String> names, List<String> jars) {

  private static final int MAX_BYTES = 1024 * 1024;

  public MigrationFolder {
    names = List.copyOf(names);
    jars = List.copyOf(jars);
  }

  /**
   * Reads the names; everything else in the files is for the workers to check.
   *
   * @throws UnreadableFolderException when there is no such folder, or a file in it has no name
   */
  public static MigrationFolder read(Path folder) throws UnreadableFolderException {
    List<String> names = new ArrayList<>();
    List<String> jars = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".jar")) {
        jars.add(name);
      } else if (name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml")) {
        names.add(name(file));
      }
    }
    return new MigrationFolder(names, jars);
  }

  /** Hidden ones are left out: a mounted ConfigMap has its history in them. */
  private static List<Path> files(Path folder) throws UnreadableFolderException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .filter(file -> !Files.isDirectory(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UnreadableFolderException(
          "expected a folder that can be read, got '%s' (%s)"
              .formatted(folder, e.getClass().getSimpleName()));
    }
  }

  private static String name(Path file) throws UnreadableFolderException {
    String reason = "has no 'name' that is 1 to 200 of A-Z a-z 0-9 . _ -";
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UnreadableFolderException(file.getFileName() + ": is larger than 1 MiB");
      }
      String text = Files.readString(file);
      text = text.startsWith("\uFEFF") ? text.substring(1) : text;
      String name = file.toString().endsWith(".json") ? ofJson(text) : ofYaml(text);
      if (name != null && MigrationName.isLegal(name)) {
        return name;
      }
    } catch (IOException e) {
      reason = "cannot be read (%s)".formatted(e.getClass().getSimpleName());
    } catch (YAMLException | MalformedMessageException e) {
      reason = String.valueOf(e.getMessage());
    }
    throw new UnreadableFolderException(file.getFileName() + ": " + reason);
  }

  private static @Nullable String ofJson(String text) {
    JsonNode name = Json.tree(text).get("name");
    return name == null ? null : name.textValue();
  }

  /** Nodes only, so that a name such as 20261124 stays what is written. */
  private static @Nullable String ofYaml(String text) {
    LoaderOptions options = new LoaderOptions();
    Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    if (root instanceof MappingNode mapping) {
      for (NodeTuple field : mapping.getValue()) {
        if (field.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("name")
            && field.getValueNode() instanceof ScalarNode name) {
          return name.getValue();
        }
      }
    }
    return null;
  }
}
