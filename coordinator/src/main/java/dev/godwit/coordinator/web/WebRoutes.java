package dev.godwit.coordinator.web;

import dev.godwit.boot.Routes;

/** The paths of the status page and of the JSON API. */
public final class WebRoutes {

  private WebRoutes() {}

  /** Adds them to those that every program has. */
  public static Routes add(Routes routes, MigrationsApi migrations) {
    return routes
        .get("/", StatusPage.file("status.html", "text/html"))
        .get("/status.js", StatusPage.file("status.js", "text/javascript"))
        .get("/status.css", StatusPage.file("status.css", "text/css"))
        .get(MigrationsApi.PATH, migrations::all)
        .get(MigrationsApi.PATH + "/*", migrations::one);
  }
}
