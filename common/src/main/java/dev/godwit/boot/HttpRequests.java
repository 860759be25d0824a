package dev.godwit.boot;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests as they come from the JDK's HTTP server. */
final class HttpRequests {

  private static final int MAX_BODY = 1024 * 1024;

  private HttpRequests() {}

  static Request read(HttpExchange exchange) throws IOException {
    String announced = exchange.getRequestHeaders().getFirst("Content-Length");
    if (announced != null && announced.strip().length() > String.valueOf(MAX_BODY).length()) {
      throw tooLarge();
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw tooLarge();
    }
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), first(values)));
    String method = exchange.getRequestMethod().toUpperCase(Locale.ROOT);
    return new Request(
        method.equals("HEAD") ? "GET" : method,
        String.valueOf(exchange.getRequestURI().getPath()),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        new String(body, StandardCharsets.UTF_8),
        exchange.getRemoteAddress().getAddress());
  }

  static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw == null) {
      return query;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        query.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static UnreadableException tooLarge() {
    return new UnreadableException(413, "the body is over 1 MiB, which nothing here needs");
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.get(0);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(400, "the query is not URL-encoded");
    }
  }

  /** A request that no endpoint gets to see. */
  static final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    UnreadableException(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
