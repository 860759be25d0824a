package dev.godwit.worker;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.Setting;
import dev.godwit.boot.SettingTypes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The settings of the worker. */
public final class WorkerSettings {

  private static final int MOST_THREADS = 64;

  public static final Setting<String> MONGODB_URI =
      Setting.required(
              "GODWIT_MONGODB_URI",
              SettingTypes.matching(
                  "a connection string with a database, mongodb://host/database",
                  "mongodb(\\+srv)?://.+"),
              "where the documents are")
          .asSecret();

  public static final Setting<Path> MONGODB_TLS_CA_FILE =
      Setting.optional(
          "GODWIT_MONGODB_TLS_CA_FILE",
          SettingTypes.path(),
          "certificates that are trusted as MongoDB's, PEM or PKCS #12; without it those that the"
              + " JDK trusts. This one and the next switch TLS on");

  public static final Setting<Path> MONGODB_TLS_CERTIFICATE_FILE =
      Setting.optional(
          "GODWIT_MONGODB_TLS_CERTIFICATE_FILE",
          SettingTypes.path(),
          "the worker's own certificate with its chain and key, PEM or PKCS #12");

  public static final Setting<Path> MONGODB_TLS_KEY_FILE =
      Setting.optional(
          "GODWIT_MONGODB_TLS_KEY_FILE",
          SettingTypes.path(),
          "the key of that certificate (PEM, PKCS #8) when it is in a file of its own");

  public static final Setting<String> MONGODB_TLS_PASSWORD =
      Setting.optional(
              "GODWIT_MONGODB_TLS_PASSWORD",
              SettingTypes.text(1_000),
              "the password of PKCS #12 files and of an encrypted key")
          .asSecret();

  public static final Setting<Path> MIGRATIONS_DIR =
      Setting.optional(
          "GODWIT_MIGRATIONS_DIR",
          SettingTypes.path(),
          "a folder whose jars and declarative files (.yaml, .yml, .json) hold migrations");

  public static final Setting<Integer> THREADS =
      Setting.optional(
          "GODWIT_WORKER_THREADS",
          SettingTypes.integer(1, MOST_THREADS),
          "how many tasks this worker does at the same time; without it twice the number of"
              + " processors, at most 64, because most of a batch is waiting for MongoDB");

  public static final Setting<String> WORKER_NAME =
      Setting.optional(
          "GODWIT_WORKER_NAME",
          SettingTypes.matching("1 to 100 of A-Z a-z 0-9 . _ -", "[A-Za-z0-9._-]{1,100}"),
          "what this worker calls itself in events; without it the name of the host and four"
              + " random letters");

  public static final Setting<List<String>> SECRET_PARAMS =
      Setting.of(
          "GODWIT_SECRET_PARAMS",
          SettingTypes.listOf(
              SettingTypes.matching("env:NAME or file:NAME", "(env|file):[A-Za-z0-9._-]{1,200}")),
          List.of(),
          "which secrets parameters of migrations may refer to");

  public static final Setting<Path> SECRETS_DIR =
      Setting.optional(
          "GODWIT_SECRETS_DIR",
          SettingTypes.path(),
          "the folder in which the files of file:NAME lie");

  public static final Setting<Boolean> DEAD_LETTER_DOCUMENTS =
      Setting.of(
          "GODWIT_DEAD_LETTER_DOCUMENTS",
          SettingTypes.bool(),
          false,
          "whether dead letters hold the document as it was, and not only its _id");

  public static final Setting<List<String>> REDACT_FIELDS =
      Setting.of(
          "GODWIT_REDACT_FIELDS",
          SettingTypes.listOf(
              SettingTypes.matching(
                  "a field other than _id, by its path, such as address.street",
                  "(?!_id(\\.|$))[^.$,\\s][^.,]*(\\.[^.$,][^.,]*)*")),
          List.of(),
          "the fields whose values dead letters and dry runs do not show");

  /** All of them, for the program and for its README. */
  public static final List<Setting<?>> ALL =
      Stream.concat(
              CommonSettings.ALL.stream(),
              Stream.of(
                  MONGODB_URI,
                  MONGODB_TLS_CA_FILE,
                  MONGODB_TLS_CERTIFICATE_FILE,
                  MONGODB_TLS_KEY_FILE,
                  MONGODB_TLS_PASSWORD,
                  MIGRATIONS_DIR,
                  THREADS,
                  WORKER_NAME,
                  SECRET_PARAMS,
                  SECRETS_DIR,
                  DEAD_LETTER_DOCUMENTS,
                  REDACT_FIELDS))
          .toList();

  private WorkerSettings() {}

  static int threads(Environment environment, int processors) {
    return environment.find(THREADS).orElse(Math.min(2 * processors, MOST_THREADS));
  }

  /** The name of this worker; another one for each worker of a host. */
  static String workerName(Environment environment, RandomGenerator random) {
    return environment.find(WORKER_NAME).orElseGet(() -> hostName() + "-" + letters(random));
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
      return name.substring(0, Math.min(name.length(), 90));
    } catch (UnknownHostException e) {
      return "worker";
    }
  }

  private static String letters(RandomGenerator random) {
    return random
        .ints(4, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
