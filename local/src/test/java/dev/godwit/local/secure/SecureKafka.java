package dev.godwit.local.secure;

import dev.godwit.local.kafka.EmbeddedKafka;
import dev.godwit.local.kafka.ExtraListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A broker that wants passwords on one port and certificates on another. */
final class SecureKafka implements AutoCloseable {

  static final String USER = "godwit-test";

  /** TLS, and a user with a password, who is asked again every two seconds. */
  static final String SCRAM = "SCRAM";

  /** TLS both ways. */
  static final String MUTUAL = "MUTUAL";

  /** TLS with a certificate that was made for another host. */
  static final String ELSEWHERE = "ELSEWHERE";

  final Certificates certificates;
  final Certificates strangers;
  private final EmbeddedKafka kafka;

  private SecureKafka(Certificates certificates, Certificates strangers) throws Exception {
    this.certificates = certificates;
    this.strangers = strangers;
    Map<String, String> scram = new HashMap<>(tls("kafka"));
    scram.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    scram.put(
        "scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    scram.put("scram-sha-512.connections.max.reauth.ms", "2000");
    Map<String, String> mutual = new HashMap<>(tls("kafka"));
    mutual.put("ssl.client.auth", "required");
    kafka =
        EmbeddedKafka.start(
            0,
            null,
            List.of(
                new ExtraListener(SCRAM, "SASL_SSL", scram),
                new ExtraListener(MUTUAL, "SSL", mutual),
                new ExtraListener(ELSEWHERE, "SSL", tls("elsewhere"))));
  }

  static SecureKafka start(Path folder) throws Exception {
    return new SecureKafka(
        new Certificates(folder.resolve("ours"))
            .server("kafka", "dns:localhost,ip:127.0.0.1")
            .server("elsewhere", "dns:kafka.example")
            .client("godwit"),
        new Certificates(folder.resolve("strangers")).client("godwit"));
  }

  String servers(String listener) {
    return kafka.bootstrapServers(listener);
  }

  /** A port without any security. */
  String plainServers() {
    return kafka.bootstrapServers();
  }

  /** What the user's password is from now on. */
  void password(String password) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(USER, info, password)))
          .all()
          .get();
    }
  }

  private Map<String, String> tls(String alias) throws Exception {
    return Map.of(
        "ssl.keystore.type", "PEM",
        "ssl.keystore.key", Files.readString(certificates.key(alias)),
        "ssl.keystore.certificate.chain", Files.readString(certificates.chain(alias)),
        "ssl.truststore.type", "PEM",
        "ssl.truststore.certificates", Files.readString(certificates.authority()));
  }

  @Override
  public void close() {
    kafka.close();
  }
}
