package dev.godwit.worker.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key that is encrypted with a password, PKCS #8. */
final class EncryptedKey {

  private static final String PBES2_OID = "1.2.840.113549.1.5.13";

  private EncryptedKey() {}

  static PKCS8EncodedKeySpec decrypt(byte[] encoded, char[] password) throws UnusableFileException {
    if (password.length == 0) {
      throw new UnusableFileException("holds an encrypted key, and no password is set");
    }
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encoded);
      String algorithm = algorithm(info);
      SecretKey secret =
          SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
      return info.getKeySpec(cipher);
    } catch (IOException | GeneralSecurityException e) {
      throw new UnusableFileException(
          "holds an encrypted key that this password does not open, or that is encrypted in a way that Java does not know");
    }
  }

  /** Of PBES2 only the parameters tell which ciphers it is made of. */
  private static String algorithm(EncryptedPrivateKeyInfo info) {
    AlgorithmParameters parameters = info.getAlgParameters();
    boolean pbes2 = info.getAlgName().equals("PBES2") || info.getAlgName().equals(PBES2_OID);
    return pbes2 && parameters != null ? parameters.toString() : info.getAlgName();
  }
}
