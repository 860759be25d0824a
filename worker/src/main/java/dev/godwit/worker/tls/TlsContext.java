package dev.godwit.worker.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Puts together whom a TLS client trusts, and who it is. */
public final class TlsContext {

  private static final char[] IN_MEMORY = "in memory".toCharArray();

  private TrustManager @Nullable [] trust;
  private KeyManager @Nullable [] own;

  /** Trusts whom the JDK trusts, and is nobody. */
  public TlsContext() {}

  /** Trusts those of this file alone. */
  public TlsContext trust(Path file, char[] password) throws UnusableFileException {
    List<X509Certificate> trusted = KeyFile.read(file, password).trusted();
    try {
      KeyStore store = empty();
      for (int i = 0; i < trusted.size(); i++) {
        store.setCertificateEntry("trusted-" + i, trusted.get(i));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      trust = factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new UnusableFileException("holds certificates that Java does not take");
    }
    return this;
  }

  /** Shows the certificate of this file. */
  public TlsContext certificate(Path chainFile, Path keyFile, char[] password)
      throws UnusableFileException {
    List<X509Certificate> chain = KeyFile.read(chainFile, password).chain();
    PrivateKey key = KeyFile.read(keyFile, password).privateKey();
    if (!key.getAlgorithm().equals(chain.get(0).getPublicKey().getAlgorithm())) {
      throw new UnusableFileException(
          "begins with a certificate of %s, and the key is one of %s; expected the worker's own first"
              .formatted(chain.get(0).getPublicKey().getAlgorithm(), key.getAlgorithm()));
    }
    try {
      KeyStore store = empty();
      store.setKeyEntry("own", key, IN_MEMORY, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, IN_MEMORY);
      own = factory.getKeyManagers();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnusableFileException("holds certificates that are no chain");
    }
    return this;
  }

  /** What was put together. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, trust, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has TLS", e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new AssertionError("nothing is read", e);
    }
    return store;
  }
}
