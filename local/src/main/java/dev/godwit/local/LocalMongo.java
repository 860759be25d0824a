package dev.godwit.local;

import org.jspecify.annotations.Nullable;

/**
 * Which MongoDB local mode uses.
 *
 * @param uri the connection string, with a database, of a server that is there; null for an
 *     embedded one
 * @param port where the embedded one listens; 0 for any that is free
 * @param database the database in the embedded one
 */
public record LocalMongo(@Nullable String uri, int port, String database) {

  /** An embedded one on any free port. */
  public static LocalMongo embedded(int port, String database) {
    return new LocalMongo(null, port, database);
  }

  /** One that is there. */
  public static LocalMongo at(String uri) {
    return new LocalMongo(uri, 0, "");
  }
}
