package dev.godwit.worker.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.AlgorithmParameters;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

  private static final char[] NONE = {};
  private static final char[] PASSWORD = "hunter2".toCharArray();

  private static PrivateKey key(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
  }

  private static String pem(String type, byte[] encoded) {
    String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded);
    return "some words before\n-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, lines, type);
  }

  private static byte[] encrypted(PrivateKey key, String algorithm) throws Exception {
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSWORD)));
    AlgorithmParameters parameters = cipher.getParameters();
    return new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key.getEncoded())).getEncoded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void keysOfAllKindsAreRead(String algorithm) throws Exception {
    PrivateKey key = key(algorithm);
    assertThat(new Pem(pem("PRIVATE KEY", key.getEncoded())).privateKey(NONE)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PBEWithSHA1AndDESede", "PBEWithMD5AndDES"})
  void encryptedKeysAreRead(String algorithm) throws Exception {
    // given
    PrivateKey key = key("EC");
    Pem pem = new Pem(pem("ENCRYPTED PRIVATE KEY", encrypted(key, algorithm)));
    // when / then
    assertThat(pem.privateKey(PASSWORD)).isEqualTo(key);
    assertThatThrownBy(() -> pem.privateKey("hunter3".toCharArray()))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("does not open")
        .hasMessageNotContaining("hunter3");
    assertThatThrownBy(() -> pem.privateKey(NONE)).hasMessageContaining("no password is set");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA PRIVATE KEY, openssl pkcs8 -topk8",
    "EC PRIVATE KEY, openssl pkcs8 -topk8",
    "PRIVATE KEY, that is none of",
    "CERTIFICATE, holds no PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY, holds an encrypted key that"
  })
  void whatIsNoKeyIsTold(String type, String problem) {
    assertThatThrownBy(() -> new Pem(pem(type, "hunter2".getBytes(US_ASCII))).privateKey(PASSWORD))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void whatIsNoCertificateIsTold() {
    assertThatThrownBy(() -> new Pem("").certificates()).hasMessage("holds no CERTIFICATE");
    assertThatThrownBy(
            () -> new Pem(pem("CERTIFICATE", "hunter2".getBytes(US_ASCII))).certificates())
        .hasMessage("holds a CERTIFICATE that cannot be read");
  }
}
