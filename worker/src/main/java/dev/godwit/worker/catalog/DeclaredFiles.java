package dev.godwit.worker.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files that declare migrations, one each. */
final class DeclaredFiles {

  private static final long MAX_BYTES = 1024 * 1024;

  private DeclaredFiles() {}

  static boolean isOne(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  /**
   * What a file holds.
   *
   * @throws UnreadableException when it cannot be read, is too large, or neither YAML nor JSON
   */
  static JsonNode read(Path file) throws UnreadableException {
    String text = text(file);
    if (!file.getFileName().toString().endsWith(".json")) {
      return YamlTree.read(text);
    }
    try {
      return Json.tree(text);
    } catch (MalformedMessageException e) {
      int line =
          e.getCause() instanceof JsonProcessingException cause && cause.getLocation() != null
              ? cause.getLocation().getLineNr()
              : 1;
      throw new UnreadableException("line %d: %s".formatted(line, e.getMessage()));
    }
  }

  private static String text(Path file) throws UnreadableException {
    try {
      long bytes = Files.size(file);
      if (bytes > MAX_BYTES) {
        throw new UnreadableException(
            "has %d bytes; expected at most %d".formatted(bytes, MAX_BYTES));
      }
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableException("is not text in UTF-8");
    } catch (IOException e) {
      throw new UnreadableException("cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
