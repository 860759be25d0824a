package dev.godwit.boot;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an HTTP client asks for.
 *
 * @param method in upper case; a HEAD request arrives as GET
 * @param path decoded
 * @param query decoded; of a name that is repeated the last value
 * @param headers by name in lower case; of a name that is repeated the first value
 * @param body as UTF-8, empty if there is none
 * @param client from which address; that of a proxy, if there is one
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    InetAddress client) {

  public Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** One parameter of the query. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** One header, whatever its case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }
}
