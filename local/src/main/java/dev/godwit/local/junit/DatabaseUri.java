package dev.godwit.local.junit;

import com.mongodb.ConnectionString;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection string with another database in it. */
final class DatabaseUri {

  private static final Pattern PARTS =
      Pattern.compile("(?<hosts>mongodb(\\+srv)?://[^/?]+)(/[^?]*)?(\\?(?<options>.*))?");

  private DatabaseUri() {}

  /** The same with that database; who logs in still does so where it was. */
  static String of(String uri, String database) {
    Matcher parts = PARTS.matcher(uri);
    if (!parts.matches()) {
      throw new IllegalArgumentException("GODWIT_TEST_MONGODB_URI is no MongoDB connection string");
    }
    String options = parts.group("options") == null ? "" : parts.group("options");
    ConnectionString parsed = new ConnectionString(uri);
    if (parsed.getCredential() != null && !options.contains("authSource=")) {
      options +=
          (options.isEmpty() ? "" : "&") + "authSource=" + parsed.getCredential().getSource();
    }
    return parts.group("hosts") + "/" + database + (options.isEmpty() ? "" : "?" + options);
  }
}
