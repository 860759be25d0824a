package dev.godwit.boot;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/**
 * The health check of the images, which have no other program that asks over HTTP: exit code 0 when
 * the program in the same container lives, 1 when it does not.
 */
public final class HealthCheck {

  private static final int TIMEOUT_MS = 3_000;

  private HealthCheck() {}

  public static void main(String[] args) {
    System.exit(check(System.getenv()) ? 0 : 1);
  }

  /** Whether {@code /live} answers as it should, where the settings say that it is served. */
  static boolean check(Map<String, String> variables) {
    try {
      var connection = (HttpURLConnection) URI.create(address(variables)).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return false;
    }
  }

  private static String address(Map<String, String> variables) {
    String host = value(variables, CommonSettings.HTTP_HOST);
    // Served on all addresses, it is reached on this one.
    String reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return "http://%s:%s/live".formatted(reached, value(variables, CommonSettings.HTTP_PORT));
  }

  private static String value(Map<String, String> variables, Setting<?> setting) {
    String value = variables.getOrDefault(setting.name(), "").strip();
    return value.isEmpty() ? setting.formattedFallback() : value;
  }
}
