package dev.godwit.coordinator.web;

import dev.godwit.boot.Answer;
import dev.godwit.boot.Endpoint;
import dev.godwit.boot.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The files of the status page, which loads nothing from anywhere else. */
public final class StatusPage {

  /** Nothing from elsewhere, nothing inline: a text that is no text cannot do any harm. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** What the page's script imports. */
  private static final List<String> MODULES =
      List.of(
          "acting.js",
          "actions.js",
          "api.js",
          "detail.js",
          "dialogs.js",
          "diff.js",
          "dom.js",
          "feed.js",
          "format.js",
          "list.js",
          "model.js",
          "pieces.js",
          "session.js");

  private StatusPage() {}

  /** Adds all of them; the page is at the top. */
  static Routes add(Routes routes) {
    routes
        .get("/", file("status.html", "text/html"))
        .get("/status.css", file("status.css", "text/css"))
        .get("/migration.css", file("migration.css", "text/css"))
        .get("/status.js", file("status.js", "text/javascript"));
    MODULES.forEach(name -> routes.get("/" + name, file(name, "text/javascript")));
    return routes;
  }

  private static Endpoint file(String name, String contentType) {
    byte[] content = content(name);
    Answer answer =
        Answer.bytes(contentType + "; charset=utf-8", content)
            .withHeader("Content-Security-Policy", POLICY)
            .withHeader("Referrer-Policy", "no-referrer");
    return request -> answer;
  }

  private static byte[] content(String name) {
    try (InputStream file = StatusPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalArgumentException("no file " + name + " on the class path");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
