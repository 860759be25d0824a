package dev.godwit.worker;

import dev.godwit.boot.Environment;
import dev.godwit.boot.Setting;
import dev.godwit.boot.StartException;
import dev.godwit.worker.tls.TlsContext;
import dev.godwit.worker.tls.UnusableFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Makes of the settings whom the worker trusts as MongoDB, and by which certificate it is known.
 */
final class MongoTls {

  private MongoTls() {}

  /**
   * Empty when no file is set, so that the connection string alone decides.
   *
   * @throws StartException when a file cannot be used
   */
  static Optional<SSLContext> of(Environment environment) {
    Optional<Path> trusted = environment.find(WorkerSettings.MONGODB_TLS_CA_FILE);
    Optional<Path> certificate = environment.find(WorkerSettings.MONGODB_TLS_CERTIFICATE_FILE);
    Optional<Path> key = environment.find(WorkerSettings.MONGODB_TLS_KEY_FILE);
    char[] password =
        environment.find(WorkerSettings.MONGODB_TLS_PASSWORD).orElse("").toCharArray();
    if (key.isPresent() && certificate.isEmpty()) {
      throw new StartException(
          "%s is set without %s, which it is the key of"
              .formatted(
                  WorkerSettings.MONGODB_TLS_KEY_FILE.name(),
                  WorkerSettings.MONGODB_TLS_CERTIFICATE_FILE.name()));
    }
    if (trusted.isEmpty() && certificate.isEmpty()) {
      return Optional.empty();
    }
    TlsContext tls = new TlsContext();
    trusted.ifPresent(
        file -> use(WorkerSettings.MONGODB_TLS_CA_FILE, file, () -> tls.trust(file, password)));
    certificate.ifPresent(
        file ->
            use(
                key.isPresent()
                    ? WorkerSettings.MONGODB_TLS_KEY_FILE
                    : WorkerSettings.MONGODB_TLS_CERTIFICATE_FILE,
                key.orElse(file),
                () -> tls.certificate(file, key.orElse(file), password)));
    return Optional.of(tls.context());
  }

  private interface Use {
    TlsContext use() throws UnusableFileException;
  }

  private static void use(Setting<Path> setting, Path file, Use use) {
    try {
      var unused = use.use();
    } catch (UnusableFileException e) {
      throw new StartException(
          "%s = '%s': the file %s".formatted(setting.name(), file, e.getMessage()));
    }
  }
}
