package dev.godwit.local.secure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What an operator sets: variables, and files for whatever is secret. */
record KafkaSettings(SecureKafka kafka, Path folder) {

  Map<String, String> scram(String password) throws Exception {
    Map<String, String> settings = new HashMap<>(trust());
    settings.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", kafka.servers(SecureKafka.SCRAM));
    settings.put("GODWIT_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    settings.put("GODWIT_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
    settings.put("GODWIT_KAFKA_SASL_JAAS_CONFIG_FILE", jaas("scram.ScramLoginModule", password));
    return settings;
  }

  Map<String, String> plainMechanism(String password) throws Exception {
    Map<String, String> settings = scram(password);
    settings.put("GODWIT_KAFKA_SASL_MECHANISM", "PLAIN");
    settings.put("GODWIT_KAFKA_SASL_JAAS_CONFIG_FILE", jaas("plain.PlainLoginModule", password));
    return settings;
  }

  /** As Strimzi hands out certificates. */
  Map<String, String> mutualByPem(Certificates from) throws Exception {
    Map<String, String> settings = tls(SecureKafka.MUTUAL);
    settings.put("GODWIT_KAFKA_SSL_KEYSTORE_TYPE", "PEM");
    settings.put("GODWIT_KAFKA_SSL_KEYSTORE_KEY_FILE", from.key("godwit").toString());
    settings.put(
        "GODWIT_KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN_FILE", from.chain("godwit").toString());
    return settings;
  }

  Map<String, String> mutualByPkcs12(String password) throws Exception {
    String file = write("store-password", password);
    Map<String, String> settings = new HashMap<>();
    settings.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", kafka.servers(SecureKafka.MUTUAL));
    settings.put("GODWIT_KAFKA_SECURITY_PROTOCOL", "SSL");
    settings.put("GODWIT_KAFKA_SSL_KEYSTORE_TYPE", "PKCS12");
    settings.put(
        "GODWIT_KAFKA_SSL_KEYSTORE_LOCATION", kafka.certificates.keystore("godwit").toString());
    settings.put("GODWIT_KAFKA_SSL_KEYSTORE_PASSWORD_FILE", file);
    settings.put("GODWIT_KAFKA_SSL_TRUSTSTORE_TYPE", "PKCS12");
    settings.put(
        "GODWIT_KAFKA_SSL_TRUSTSTORE_LOCATION", kafka.certificates.truststore().toString());
    settings.put("GODWIT_KAFKA_SSL_TRUSTSTORE_PASSWORD_FILE", file);
    return settings;
  }

  /** TLS without a certificate of one's own. */
  Map<String, String> tls(String listener) throws Exception {
    Map<String, String> settings = new HashMap<>(trust());
    settings.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", kafka.servers(listener));
    settings.put("GODWIT_KAFKA_SECURITY_PROTOCOL", "SSL");
    return settings;
  }

  Map<String, String> trust() throws Exception {
    return trust(kafka.certificates);
  }

  Map<String, String> trust(Certificates whom) throws Exception {
    return Map.of(
        "GODWIT_KAFKA_SSL_TRUSTSTORE_TYPE",
        "PEM",
        "GODWIT_KAFKA_SSL_TRUSTSTORE_CERTIFICATES_FILE",
        whom.authority().toString());
  }

  String write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text + "\n").toString();
  }

  private String jaas(String module, String password) throws IOException {
    return write(
        "jaas.conf",
        "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
            .formatted(module, SecureKafka.USER, password));
  }
}
