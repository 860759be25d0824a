package dev.godwit.worker.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The certificates and keys in a text that OpenSSL and cert-manager write. */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

  private final String text;

  Pem(String text) {
    this.text = text;
  }

  static boolean isOne(String text) {
    return text.contains("-----BEGIN ");
  }

  /** All certificates, in their order. */
  List<X509Certificate> certificates() throws UnusableFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).endsWith("CERTIFICATE")) {
        certificates.add(certificate(decoded(blocks.group(2))));
      }
    }
    if (certificates.isEmpty()) {
      throw new UnusableFileException("holds no CERTIFICATE");
    }
    return certificates;
  }

  /**
   * The first private key.
   *
   * @param password for one that is encrypted; may be empty
   */
  PrivateKey privateKey(char[] password) throws UnusableFileException {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      switch (blocks.group(1)) {
        case "PRIVATE KEY" -> {
          return key(new PKCS8EncodedKeySpec(decoded(blocks.group(2))));
        }
        case "ENCRYPTED PRIVATE KEY" -> {
          return key(EncryptedKey.decrypt(decoded(blocks.group(2)), password));
        }
        case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
            throw new UnusableFileException(
                "holds a key in the format of old; make a PRIVATE KEY of it: openssl pkcs8 -topk8 -nocrypt");
        default -> {}
      }
    }
    throw new UnusableFileException("holds no PRIVATE KEY");
  }

  private static byte[] decoded(String base64) throws UnusableFileException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UnusableFileException("is no PEM: its Base64 is broken");
    }
  }

  private static X509Certificate certificate(byte[] encoded) throws UnusableFileException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw new UnusableFileException("holds a CERTIFICATE that cannot be read");
    }
  }

  private static PrivateKey key(PKCS8EncodedKeySpec encoded) throws UnusableFileException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        // Then it is of another algorithm.
        continue;
      } catch (GeneralSecurityException e) {
        throw new AssertionError("every JDK has " + algorithm, e);
      }
    }
    throw new UnusableFileException("holds a PRIVATE KEY that is none of " + ALGORITHMS);
  }
}
