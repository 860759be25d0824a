package dev.godwit.worker.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files that declare migrations, one each. */
final class DeclaredFiles {

  private static final int MAX_BYTES = 1024 * 1024;

  private DeclaredFiles() {}

  static boolean isOne(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  /**
   * What a file holds.
   *
   * @param sha256 of its bytes
   */
  record Content(JsonNode json, String sha256) {}

  /**
   * Reads a file, once.
   *
   * @throws UnreadableException when it cannot be read, is too large, or neither YAML nor JSON
   */
  static Content read(Path file) throws UnreadableException {
    byte[] bytes = bytes(file);
    return new Content(json(file, text(bytes)), Sha256.of(bytes));
  }

  private static JsonNode json(Path file, String text) throws UnreadableException {
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

  private static byte[] bytes(Path file) throws UnreadableException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UnreadableException(
            "has %d bytes; expected at most %d".formatted(Files.size(file), MAX_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw new UnreadableException("cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static String text(byte[] bytes) throws UnreadableException {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableException("is not text in UTF-8");
    }
  }
}
