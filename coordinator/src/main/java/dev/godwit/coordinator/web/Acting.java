package dev.godwit.coordinator.web;

import dev.godwit.boot.Request;
import dev.godwit.coordinator.people.Tokens;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may act, and by which requests: nobody's browser may be made to act by another page.
 *
 * @param tokens with none, only somebody at this machine may act
 */
record Acting(Tokens tokens) {

  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S+) *");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:]+)(:\\d{1,5})?");
  private static final List<String> OF_PROXIES = List.of("Forwarded", "X-Forwarded-For", "Via");
  private static final String NEEDS_TOKENS =
      "without "
          + Tokens.SETTING.name()
          + " one may act only from the coordinator's own machine, at http://localhost or"
          + " 127.0.0.1; set it, or use the command 'godwit'";

  /**
   * What becomes of a request.
   *
   * @param actor whose token it has; null without one
   * @param status 0 when it is allowed, else that of the answer
   * @param reason why it is refused and what to do; null when it is allowed
   */
  record Verdict(@Nullable String actor, int status, @Nullable String reason) {

    private static Verdict allowed(@Nullable String actor) {
      return new Verdict(actor, 0, null);
    }

    private static Verdict refused(int status, String reason) {
      return new Verdict(null, status, reason);
    }

    boolean isAllowed() {
      return reason == null;
    }
  }

  /** Whether who sends this may act. */
  Verdict person(Request request) {
    if (tokens.isEmpty()) {
      return isLocal(request) ? Verdict.allowed(null) : Verdict.refused(403, NEEDS_TOKENS);
    }
    Optional<String> header = request.header("Authorization");
    if (header.isEmpty()) {
      return Verdict.refused(401, "acting needs a token; those who run Godwit can give you one");
    }
    Matcher bearer = BEARER.matcher(header.get());
    return (bearer.matches() ? tokens.nameOf(bearer.group(1)) : Optional.<String>empty())
        .map(Verdict::allowed)
        .orElseGet(() -> Verdict.refused(401, "nobody has this token; is all of it there?"));
  }

  /** Whether this may be carried out. */
  Verdict request(Request request) {
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.matches("application/json *(;.*)?")) {
      return Verdict.refused(415, "a command is sent with Content-Type: application/json");
    }
    if (!request.header("Godwit-Action").orElse("").equals("1")) {
      return Verdict.refused(403, "a command is sent with the header Godwit-Action: 1");
    }
    return isFromAnotherPage(request)
        ? Verdict.refused(
            403,
            "another page sent this; if it was the status page, let the proxy before it pass on"
                + " the header Host")
        : person(request);
  }

  /** The headers are the browser's; programs, which nobody can make act, need not send them. */
  private static boolean isFromAnotherPage(Request request) {
    String site = request.header("Sec-Fetch-Site").orElse("same-origin");
    Optional<String> origin = request.header("Origin");
    return !site.equals("same-origin")
        || (origin.isPresent() && !authority(origin.get()).equalsIgnoreCase(host(request)));
  }

  /** Also by its name, because a page elsewhere can have a name that leads here. */
  private static boolean isLocal(Request request) {
    Matcher host = HOST.matcher(host(request).toLowerCase(Locale.ROOT));
    return request.client().isLoopbackAddress()
        && host.matches()
        && LOOPBACK.contains(host.group(1))
        && OF_PROXIES.stream().noneMatch(name -> request.header(name).isPresent());
  }

  private static String host(Request request) {
    return request.header("Host").orElse("");
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return origin;
    }
  }
}
