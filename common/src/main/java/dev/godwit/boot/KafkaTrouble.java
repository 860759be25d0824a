package dev.godwit.boot;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/** Says in a line why Kafka lets nobody in, and which setting to look at; holds no secret. */
public final class KafkaTrouble {

  private static final String PROTOCOL = "GODWIT_KAFKA_SECURITY_PROTOCOL";
  private static final String SERVERS = CommonSettings.KAFKA_BOOTSTRAP_SERVERS.name();
  private static final String STORE = "Failed to load SSL keystore";

  private final Throwable failure;
  private final String at;

  private KafkaTrouble(Throwable failure, KafkaProperties kafka) {
    this.failure = failure;
    this.at = "Kafka at " + kafka.bootstrapServers();
  }

  /** What is wrong with TLS or SASL; empty when that is not what failed. */
  public static Optional<String> of(Throwable failure, KafkaProperties kafka) {
    KafkaTrouble trouble = new KafkaTrouble(failure, kafka);
    String words = trouble.ofSasl();
    words = words == null ? trouble.ofTls() : words;
    words = words == null ? trouble.ofFiles() : words;
    return Optional.ofNullable(words).map(kafka::withoutSecrets);
  }

  /**
   * Why no broker answers, as far as its port tells; looks for some seconds.
   *
   * @return begins with a semicolon
   */
  public static String ofSilence(KafkaProperties kafka) {
    String protocol = kafka.securityProtocol();
    boolean tls = protocol.endsWith("SSL");
    return switch (ListenerLook.at(kafka.bootstrapServers())) {
      case NOBODY -> "; nothing listens there";
      case SILENT -> "; it takes connections, but says nothing";
      case TLS ->
          tls
              ? "; it speaks TLS, but hangs, or wants SASL: %s is %s".formatted(PROTOCOL, protocol)
              : "; it speaks TLS: correct %s, which is %s, or the port"
                  .formatted(PROTOCOL, protocol);
      case PLAIN ->
          tls
              ? "; it does not speak TLS: correct %s, which is %s, or the port"
                  .formatted(PROTOCOL, protocol)
              : "; it takes connections, but hangs, or wants SASL: %s is %s"
                  .formatted(PROTOCOL, protocol);
    };
  }

  private @Nullable String ofSasl() {
    String mechanism = said(UnsupportedSaslMechanismException.class);
    if (mechanism != null) {
      return "%s (%s); correct GODWIT_KAFKA_SASL_MECHANISM".formatted(at, mechanism);
    }
    String unexpected = said(IllegalSaslStateException.class);
    if (unexpected != null) {
      return "%s has no SASL on this port (%s); correct %s, or the port in %s"
          .formatted(at, unexpected, PROTOCOL, SERVERS);
    }
    String refused = said(SaslAuthenticationException.class);
    if (refused != null) {
      return "%s does not accept this user and password (%s); correct GODWIT_KAFKA_SASL_JAAS_CONFIG, or the user in Kafka"
          .formatted(at, refused);
    }
    return null;
  }

  private @Nullable String ofTls() {
    if (!isCausedBy(SslAuthenticationException.class)) {
      return null;
    }
    Throwable last = deepest();
    String reason = String.valueOf(last.getMessage());
    if (last instanceof CertificateExpiredException
        || last instanceof CertificateNotYetValidException) {
      return "the certificate of %s is out of date (%s); renew it there, or correct the clock here"
          .formatted(at, reason);
    }
    if (isCausedBy(CertPathBuilderException.class)
        || isCausedBy(CertPathValidatorException.class)) {
      return "the certificate of %s is signed by nobody who is trusted here (%s); correct GODWIT_KAFKA_SSL_TRUSTSTORE_CERTIFICATES or GODWIT_KAFKA_SSL_TRUSTSTORE_LOCATION"
          .formatted(at, reason);
    }
    if (isCausedBy(CertificateException.class)) {
      return "the certificate of %s is made for another host (%s); correct the name in %s, or Kafka's advertised listeners, or its certificate"
          .formatted(at, reason, SERVERS);
    }
    return reason.contains("certificate") || reason.contains("unknown_ca")
        ? "%s does not accept the certificate of this program, or misses one (%s); correct GODWIT_KAFKA_SSL_KEYSTORE_…"
            .formatted(at, reason)
        : "%s and this program do not agree on TLS (%s); look at GODWIT_KAFKA_SSL_… and %s"
            .formatted(at, reason, PROTOCOL);
  }

  /** What goes wrong before anything is sent. */
  private @Nullable String ofFiles() {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = String.valueOf(e.getMessage());
      if (e instanceof KafkaException && message.startsWith(STORE)) {
        return "no client for %s: %s cannot be read (%s); correct GODWIT_KAFKA_SSL_TRUSTSTORE_… or GODWIT_KAFKA_SSL_KEYSTORE_…: LOCATION, PASSWORD and TYPE"
            .formatted(at, message.substring(STORE.length()).strip(), Reasons.first(e.getCause()));
      }
      // Its own message may quote a part of a password that is not written as it should be.
      if (e instanceof IllegalArgumentException && message.contains("JAAS config")) {
        return "no client for %s: %s; correct GODWIT_KAFKA_SASL_JAAS_CONFIG"
            .formatted(at, KafkaVariables.EXPECTED_JAAS);
      }
    }
    return null;
  }

  private boolean isCausedBy(Class<? extends Throwable> type) {
    return said(type) != null;
  }

  private @Nullable String said(Class<? extends Throwable> type) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (type.isInstance(e)) {
        return String.valueOf(e.getMessage());
      }
    }
    return null;
  }

  private Throwable deepest() {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }
}
