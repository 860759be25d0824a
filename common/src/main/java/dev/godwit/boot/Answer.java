package dev.godwit.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What an HTTP client is answered. */
public final class Answer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers;

  private Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }

  /** JSON that is written already. */
  public static Answer json(String json) {
    return text("application/json", json);
  }

  /** A value that plain Jackson can write: maps, lists, text, numbers, tree nodes. */
  public static Answer jsonOf(Object value) {
    try {
      return json(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write an answer as JSON", e);
    }
  }

  /** {@code {"error":"…"}} with this status. */
  public static Answer error(int status, String message) {
    return jsonOf(Map.of("error", message)).withStatus(status);
  }

  /** Text of any kind, sent as UTF-8. */
  public static Answer text(String contentType, String text) {
    return bytes(contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes of any kind. */
  public static Answer bytes(String contentType, byte[] body) {
    return new Answer(200, contentType, body.clone(), Map.of());
  }

  /** The same with another status than 200. */
  public Answer withStatus(int other) {
    return new Answer(other, contentType, body, headers);
  }

  /** The same with one more header. */
  public Answer withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, contentType, body, more);
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body.clone();
  }

  Map<String, String> headers() {
    return headers;
  }
}
