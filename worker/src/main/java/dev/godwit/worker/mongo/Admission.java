package dev.godwit.worker.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why MongoDB lets nobody in, or is not let in, and which setting to look at. */
final class Admission {

  private static final String CA = "GODWIT_MONGODB_TLS_CA_FILE";
  private static final String OWN = "GODWIT_MONGODB_TLS_CERTIFICATE_FILE";
  private static final String URI = "GODWIT_MONGODB_URI";

  /** The driver tells of the servers that it cannot use only in the text of its message. */
  private static final Pattern CAUSE = Pattern.compile("caused by \\{([^{}]*)}");

  private record Hint(String about, String words) {}

  private static final List<Hint> HINTS =
      List.of(
          new Hint(
              "No subject alternative",
              "its certificate is made for another host; correct the host in " + URI),
          new Hint(
              "No name matching",
              "its certificate is made for another host; correct the host in " + URI),
          new Hint(
              "CertificateExpired",
              "its certificate is out of date; renew it, or correct the clock here"),
          new Hint(
              "PKIX path",
              "its certificate is signed by nobody who is trusted here; correct " + CA),
          new Hint(
              "Received fatal alert: bad_certificate",
              "it does not accept the worker's certificate, or misses one; correct " + OWN),
          new Hint(
              "Received fatal alert: certificate",
              "it does not accept the worker's certificate, or misses one; correct " + OWN),
          new Hint(
              "Received fatal alert: unknown_ca",
              "it does not accept the worker's certificate; correct " + OWN),
          new Hint(
              "Unsupported or unrecognized SSL message",
              "it does not speak TLS; leave tls=true out of "
                  + URI
                  + ", and GODWIT_MONGODB_TLS_…, or correct the port"),
          new Hint(
              "terminated the handshake",
              "it does not speak TLS, or misses the worker's certificate; look at "
                  + OWN
                  + ", and at tls in "
                  + URI),
          new Hint(
              "Prematurely reached end of stream",
              "it ends the connection at once; does it want TLS (tls=true in "
                  + URI
                  + ", or "
                  + CA
                  + ")?"),
          new Hint(
              "state=CONNECTING}",
              "nothing is heard of it; are host and port right, and does it speak TLS just when tls in "
                  + URI
                  + ", or GODWIT_MONGODB_TLS_…, says so?"));

  private Admission() {}

  /** Empty when it is about something else. */
  static Optional<String> words(MongoException e) {
    if (e instanceof MongoSecurityException || e.getCause() instanceof MongoSecurityException) {
      return Optional.of(
          "it does not accept this user (%s); correct user, password, authSource and authMechanism in %s"
              .formatted(refusal(e), URI));
    }
    String text = String.valueOf(e.getMessage());
    return HINTS.stream()
        .filter(hint -> text.contains(hint.about()))
        .findFirst()
        .map(hint -> "%s (%s)".formatted(hint.words(), last(text, hint.about())));
  }

  private static String refusal(MongoException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MongoCommandException command) {
        return command.getErrorMessage() + ", " + command.getErrorCode();
      }
    }
    return e.getClass().getSimpleName();
  }

  private static String last(String text, String about) {
    Matcher causes = CAUSE.matcher(text);
    String last = about;
    while (causes.find()) {
      last = causes.group(1).contains(about) ? causes.group(1) : last;
    }
    return Translation.shown(last);
  }
}
