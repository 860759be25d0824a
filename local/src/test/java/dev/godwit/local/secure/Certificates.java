package dev.godwit.local.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate authority that lives as long as a test, with the JDK's own tool. */
final class Certificates {

  static final String PASSWORD = "store-password-4711";

  private static final String AUTHORITY = "ca";

  private final Path folder;

  /**
   * Makes the authority.
   *
   * @param folder where all files go
   */
  Certificates(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    keytool(
        AUTHORITY,
        "CN=Authority " + folder.getFileName(),
        "-ext",
        "bc:c=ca:true",
        "-ext",
        "ku:c=keyCertSign");
  }

  /** Signs a certificate of a server for these names, such as {@code dns:localhost}. */
  Certificates server(String alias, String names) throws Exception {
    return keytool(alias, "CN=" + alias, "-signer", AUTHORITY, "-ext", "san=" + names);
  }

  /** Signs a certificate of a client. */
  Certificates client(String alias) throws Exception {
    return keytool(
        alias, "CN=" + alias + ",O=Godwit", "-signer", AUTHORITY, "-ext", "eku=clientAuth");
  }

  /** The authority's own certificate as PEM. */
  Path authority() throws Exception {
    return write("ca.crt", pem("CERTIFICATE", store().getCertificate(AUTHORITY).getEncoded()));
  }

  /** A certificate and those that it is signed with, as PEM. */
  Path chain(String alias) throws Exception {
    StringBuilder text = new StringBuilder();
    for (Certificate each : store().getCertificateChain(alias)) {
      text.append(pem("CERTIFICATE", each.getEncoded()));
    }
    return write(alias + ".crt", text.toString());
  }

  /** The private key of a certificate as PEM, PKCS #8 without a password. */
  Path key(String alias) throws Exception {
    Key key = store().getKey(alias, PASSWORD.toCharArray());
    return write(alias + ".key", pem("PRIVATE KEY", key.getEncoded()));
  }

  /** Key and chain of one certificate in a PKCS #12 file with {@link #PASSWORD}. */
  Path keystore(String alias) throws Exception {
    KeyStore all = store();
    KeyStore one = empty();
    one.setKeyEntry(
        alias,
        all.getKey(alias, PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        all.getCertificateChain(alias));
    return write(alias + ".p12", one);
  }

  /** The authority alone in a PKCS #12 file with {@link #PASSWORD}. */
  Path truststore() throws Exception {
    KeyStore one = empty();
    one.setCertificateEntry(AUTHORITY, store().getCertificate(AUTHORITY));
    return write("trust.p12", one);
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("all.p12"))) {
      all.load(in, PASSWORD.toCharArray());
    }
    return all;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private Path write(String file, KeyStore store) throws IOException, GeneralSecurityException {
    Path path = folder.resolve(file);
    try (var out = Files.newOutputStream(path)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return path;
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text);
  }

  private static String pem(String type, byte[] encoded) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, lines, type);
  }

  private Certificates keytool(String alias, String subject, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", subject));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", folder.resolve("all.p12").toString()));
    Collections.addAll(command, more);
    Path said = folder.resolve("keytool.log");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).as("keytool ends").isTrue();
    assertThat(keytool.exitValue()).as(Files.readString(said)).isZero();
    return this;
  }
}
