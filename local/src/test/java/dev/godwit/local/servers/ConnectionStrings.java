package dev.godwit.local.servers;

import com.mongodb.ConnectionString;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connection strings of MongoDB. */
final class ConnectionStrings {

  private static final Pattern PARTS =
      Pattern.compile(
          "(?<hosts>mongodb(\\+srv)?://[^/?]+)(/(?<database>[^?]*))?(\\?(?<options>.*))?");

  private ConnectionStrings() {}

  /** The same with another database; who logs in still does so where it was. */
  static String withDatabase(String uri, String database) {
    Matcher parts = PARTS.matcher(uri);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a connection string of MongoDB");
    }
    String options = parts.group("options") == null ? "" : parts.group("options");
    ConnectionString parsed = new ConnectionString(uri);
    if (parsed.getCredential() != null && !options.contains("authSource=")) {
      String separator = options.isEmpty() ? "" : "&";
      options += separator + "authSource=" + parsed.getCredential().getSource();
    }
    return parts.group("hosts") + "/" + database + (options.isEmpty() ? "" : "?" + options);
  }
}
