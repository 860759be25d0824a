package dev.godwit.worker.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A file with certificates or a key, PEM or PKCS #12. */
final class KeyFile {

  private final byte[] content;
  private final char[] password;

  private KeyFile(byte[] content, char[] password) {
    this.content = content;
    this.password = password;
  }

  static KeyFile read(Path file, char[] password) throws UnusableFileException {
    try {
      return new KeyFile(Files.readAllBytes(file), password);
    } catch (IOException e) {
      throw new UnusableFileException("cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Those that are trusted. */
  List<X509Certificate> trusted() throws UnusableFileException {
    if (isPem()) {
      return pem().certificates();
    }
    List<X509Certificate> trusted = new ArrayList<>();
    try {
      KeyStore store = store();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate one) {
          trusted.add(one);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError("it is loaded", e);
    }
    if (trusted.isEmpty()) {
      throw new UnusableFileException("holds no certificate that is marked as trusted");
    }
    return trusted;
  }

  /** A certificate, and those that it is signed with. */
  List<X509Certificate> chain() throws UnusableFileException {
    if (isPem()) {
      return pem().certificates();
    }
    List<X509Certificate> chain = new ArrayList<>();
    try {
      KeyStore store = store();
      for (Certificate each : store.getCertificateChain(alias(store))) {
        chain.add((X509Certificate) each);
      }
    } catch (GeneralSecurityException e) {
      throw new AssertionError("it is loaded", e);
    }
    return chain;
  }

  PrivateKey privateKey() throws UnusableFileException {
    if (isPem()) {
      return pem().privateKey(password);
    }
    try {
      KeyStore store = store();
      Key key = store.getKey(alias(store), password);
      if (key instanceof PrivateKey found) {
        return found;
      }
    } catch (GeneralSecurityException e) {
      throw new UnusableFileException("holds a key that this password does not open");
    }
    throw new UnusableFileException("holds no private key");
  }

  private static String alias(KeyStore store)
      throws GeneralSecurityException, UnusableFileException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return alias;
      }
    }
    throw new UnusableFileException("holds no private key");
  }

  private KeyStore store() throws UnusableFileException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), password);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new UnusableFileException(
          "is no PEM, and no PKCS #12 file that can be opened with the password that is set");
    }
  }

  private boolean isPem() {
    return Pem.isOne(text());
  }

  private Pem pem() {
    return new Pem(text());
  }

  private String text() {
    return new String(content, StandardCharsets.ISO_8859_1);
  }
}
