package dev.godwit.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

  private static final Setting<Integer> THREADS =
      Setting.of("GODWIT_WORKER_THREADS", SettingTypes.integer(1, 64), 4, "how many at a time");
  private static final Setting<String> URI =
      Setting.required(
              "GODWIT_MONGODB_URI", SettingTypes.matching("mongodb://…", "mongodb:.*"), "x")
          .asSecret();
  private static final Setting<String> NOTE =
      Setting.optional("GODWIT_NOTE", SettingTypes.text(5), "a note");
  private static final List<Setting<?>> SETTINGS = List.of(THREADS, URI, NOTE);

  @TempDir Path folder;

  @Test
  void whatIsNotSetHasItsDefault() {
    // when
    Environment environment = read(Map.of());
    // then
    assertThat(environment.get(THREADS)).isEqualTo(4);
    assertThat(environment.find(NOTE)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.get(NOTE))
        .withMessage("GODWIT_NOTE is optional and not set");
  }

  @Test
  void whatIsSetIsParsedWithoutTheBlanksAroundIt() {
    assertThat(read(Map.of("GODWIT_WORKER_THREADS", " 7\n")).get(THREADS)).isEqualTo(7);
  }

  @Test
  void anEmptyTextCountsAsNotSet() {
    assertThat(read(Map.of("GODWIT_WORKER_THREADS", "")).get(THREADS)).isEqualTo(4);
  }

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheSettings() {
    // given
    Map<String, String> variables =
        Map.of("GODWIT_NOTE", "too\nlong", "GODWIT_WORKER_THREADS", "many", "PATH", "/bin");
    // when
    SettingsException refused = refused(variables);
    // then
    assertThat(refused)
        .hasMessage(
            """
            3 settings are wrong; correct them and start again:
              GODWIT_WORKER_THREADS = 'many': expected a whole number, 1 to 64
              GODWIT_MONGODB_URI: is not set; expected mongodb://…
              GODWIT_NOTE = 'too?long': expected text of at most 5 characters""");
    assertThat(refused.problems()).hasSize(3);
  }

  @Test
  void theValueOfASecretIsNeverTold() {
    // given
    String password = "http://user:hunter2@host";
    // when
    SettingsException refused = refused(Map.of("GODWIT_MONGODB_URI", password));
    // then
    assertThat(refused)
        .hasMessageContaining("GODWIT_MONGODB_URI: expected mongodb://…")
        .hasMessageNotContaining("hunter2");
    assertThat(read(Map.of("GODWIT_MONGODB_URI", "mongodb://u:hunter2@h")).toString())
        .contains("GODWIT_MONGODB_URI=(hidden)", "GODWIT_WORKER_THREADS=4")
        .doesNotContain("hunter2");
  }

  @Test
  void theReasonOfAParserIsToldWhenItIsMeantForPeople() {
    // given
    Setting<String> setting =
        Setting.<String>optional(
                "GODWIT_X",
                new SettingType<>(
                    "an URI",
                    text -> {
                      throw new RefusedValueException("w must be majority");
                    },
                    text -> text),
                "x")
            .asSecret();
    // when / then
    assertThatThrownBy(() -> Environment.of(Map.of("GODWIT_X", "s3cret"), List.of(setting)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("GODWIT_X: expected an URI (w must be majority)")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aSecretComesFromAFileWithoutItsLastLineEnd() throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("uri"), "mongodb:a \r\n");
    // when
    Environment environment = Environment.of(fileVariables(file), SETTINGS);
    // then
    assertThat(environment.get(URI)).isEqualTo("mongodb:a ");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Environment.of(fileVariables(folder.resolve("no")), SETTINGS))
        .hasMessageContaining("1 setting is wrong")
        .hasMessageContaining("GODWIT_MONGODB_URI_FILE = '" + folder.resolve("no") + "'")
        .hasMessageContaining("expected a readable file with the value (NoSuchFileException)");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("empty"), "\n");
    assertThatThrownBy(() -> Environment.of(fileVariables(file), SETTINGS))
        .hasMessageContaining("the file is empty");
  }

  @Test
  void aSecretIsNotTakenFromTwoPlaces() {
    assertThat(refused(Map.of("GODWIT_MONGODB_URI", "mongodb:a", "GODWIT_MONGODB_URI_FILE", "f")))
        .hasMessageContaining("GODWIT_MONGODB_URI: is set besides GODWIT_MONGODB_URI_FILE");
  }

  @Test
  void aTypoIsAProblemThatNamesWhatWasMeant() {
    assertThatThrownBy(() -> read(Map.of("GODWIT_WORKER_THREAD", "9")))
        .hasMessageContaining(
            "GODWIT_WORKER_THREAD: is unknown; did you mean GODWIT_WORKER_THREADS?");
  }

  @Test
  void settingsOfOtherProgramsAreIgnoredAndListed() {
    assertThat(read(Map.of("GODWIT_SOMETHING_ELSE", "9")).ignored())
        .containsExactly("GODWIT_SOMETHING_ELSE");
  }

  @Test
  void whatKubernetesSetsForAServiceIsNoSetting() {
    // given
    Map<String, String> variables =
        Map.of(
            "GODWIT_KAFKA_SERVICE_HOST", "10.0.0.7",
            "GODWIT_KAFKA_PORT", "tcp://10.0.0.7:9092",
            "GODWIT_KAFKA_PORT_9092_TCP", "tcp://10.0.0.7:9092",
            "GODWIT_KAFKA_SERVICE_PORT", "9092");
    // when
    Environment environment = kafka(variables);
    // then
    assertThat(environment.ignored()).isEmpty();
    assertThat(environment.kafka()).hasToString("{bootstrap.servers=kafka:9092}");
  }

  @Test
  void aSettingThatWasNotDeclaredCannotBeRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Map.of()).get(CommonSettings.HTTP_PORT))
        .withMessage("GODWIT_HTTP_PORT is not among the declared settings");
  }

  @Test
  void aNameIsDeclaredOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Environment.of(Map.of(), List.of(THREADS, THREADS)))
        .withMessageContaining("GODWIT_WORKER_THREADS");
  }

  @Test
  void commonSettingsHaveTheirDefaults() {
    // when
    Environment environment = kafka(Map.of());
    // then
    assertThat(environment.get(CommonSettings.TOPIC_PREFIX)).isEqualTo("godwit.");
    assertThat(environment.get(CommonSettings.TASK_PARTITIONS)).isEqualTo(32);
    assertThat(environment.get(CommonSettings.REPLICATION_FACTOR)).isEqualTo(-1);
    assertThat(environment.find(CommonSettings.ENVIRONMENT)).isEmpty();
    assertThat(environment.get(CommonSettings.HTTP_PORT)).isEqualTo(8080);
    assertThat(environment.get(CommonSettings.SHUTDOWN_TIMEOUT)).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void kafkasOwnPropertiesPassThrough() throws IOException {
    // given
    Path jaas =
        Files.writeString(
            folder.resolve("jaas"), "PlainLoginModule required password=\"hunter2\";\n");
    // when
    Environment environment =
        kafka(
            Map.of(
                "GODWIT_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "GODWIT_KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString(),
                "GODWIT_KAFKA_MY_INTERCEPTOR_COLOUR", "red"));
    // then
    assertThat(environment.kafka().admin(Map.of(), Map.of()))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", "PlainLoginModule required password=\"hunter2\";")
        .containsEntry("my.interceptor.colour", "red");
    assertThat(environment.kafka().toString()).doesNotContain("hunter2");
  }

  @Test
  void wrongKafkaPropertiesAreToldWithTheOthers() {
    assertThatThrownBy(
            () ->
                kafka(
                    Map.of(
                        "GODWIT_HTTP_PORT", "http",
                        "GODWIT_KAFKA_SESSION_TIMEOUT_MS", "long",
                        "GODWIT_KAFKA_SECURITY_PROTOCL", "SSL",
                        "GODWIT_KAFKA_BOOTSTRAP_SERVER", "x:1")))
        .hasMessageContaining("4 settings are wrong")
        .hasMessageContaining("GODWIT_HTTP_PORT = 'http'")
        .hasMessageContaining("GODWIT_KAFKA_SESSION_TIMEOUT_MS = 'long': expected what Kafka's")
        .hasMessageContaining("no security.protocl; did you mean security.protocol?")
        .hasMessageContaining("did you mean GODWIT_KAFKA_BOOTSTRAP_SERVERS?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "PlainLoginModule required username=\"u\" password=\"hunter2\"",
        "PlainLoginModule required username=\"u\" password=\"x\"hunter2\";",
        "PlainLoginModule hunter2;"
      })
  void aJaasConfigurationThatCannotBeReadIsToldWithoutAnyOfIt(String text) {
    assertThatThrownBy(() -> kafka(Map.of("GODWIT_KAFKA_SASL_JAAS_CONFIG", text)))
        .hasMessageContaining("GODWIT_KAFKA_SASL_JAAS_CONFIG: expected a login module")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongodb://u:hunter2@db/shop", "hunter2", "/hunter2", "hunter2/x"})
  void aSecretWhereItsFileShouldBeNamedIsNotShown(String text) {
    assertThatThrownBy(() -> kafka(Map.of("GODWIT_KAFKA_SSL_TRUSTSTORE_PASSWORD_FILE", text)))
        .hasMessageContaining("GODWIT_KAFKA_SSL_TRUSTSTORE_PASSWORD_FILE: expected a readable file")
        .hasMessageNotContaining("hunter2");
  }

  private static Environment read(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(Map.of("GODWIT_MONGODB_URI", "mongodb:a"));
    all.putAll(variables);
    return Environment.of(all, SETTINGS);
  }

  private static Environment kafka(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
    return Environment.of(all, CommonSettings.ALL);
  }

  private static SettingsException refused(Map<String, String> variables) {
    return catchThrowableOfType(SettingsException.class, () -> Environment.of(variables, SETTINGS));
  }

  private static Map<String, String> fileVariables(Path file) {
    return Map.of("GODWIT_MONGODB_URI_FILE", file.toString());
  }
}
