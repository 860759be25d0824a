package dev.godwit.coordinator.web;

import dev.godwit.boot.Routes;
import java.util.Map;

/** The paths of the status page and of the JSON API. */
public final class WebRoutes {

  private WebRoutes() {}

  /** Adds them to those that every program has. */
  public static Routes add(
      Routes routes,
      Views views,
      ChangesApi changes,
      DeadLettersApi deadLetters,
      CommandsApi commands) {
    MigrationsApi migrations =
        new MigrationsApi(
            views.states(),
            Map.of(
                "history", views.history()::of,
                "dead-letters", deadLetters::of,
                "dry-run", views.replies()::dryRun));
    return StatusPage.add(routes)
        .get(MigrationsApi.PATH, views.onceCaughtUp(migrations::all))
        .get(MigrationsApi.PATH + "/*", views.onceCaughtUp(migrations::one))
        .get(ChangesApi.PATH, views.onceCaughtUp(changes::changes))
        .get(ReplyView.PATH + "/*", views.replies()::reply)
        .get(CommandsApi.SESSION, commands::session)
        .on("POST", CommandsApi.PATH, commands::post);
  }
}
