package dev.godwit.cli.kafka;

import dev.godwit.boot.KafkaTrouble;
import dev.godwit.cli.installation.Address;
import dev.godwit.cli.installation.InstallationException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says what is wrong with Kafka, and what to look at. */
final class Trouble {

  private static final String COMMANDS = "commands";
  private static final int MOST_PREFIXES = 5;

  private Trouble() {}

  /** What went wrong between the clients and the brokers. */
  static InstallationException of(KafkaException failure, Address address) {
    String servers = address.kafka().bootstrapServers();
    if (failure instanceof TimeoutException) {
      return new InstallationException(
          "no broker of %s answers within %s%s; is --kafka right?"
              .formatted(
                  servers, seconds(address.reachWithin()), KafkaTrouble.ofSilence(address.kafka())),
          failure);
    }
    Optional<String> refused = KafkaTrouble.of(failure, address.kafka());
    if (refused.isPresent()) {
      return new InstallationException(refused.get(), failure);
    }
    if (failure instanceof AuthorizationException) {
      return new InstallationException(
          "Kafka at %s does not allow that: %s".formatted(servers, failure.getMessage()), failure);
    }
    String reason = deepest(failure);
    if (reason.contains("No resolvable bootstrap")) {
      return new InstallationException(
          "no host of %s is known here; is --kafka right?".formatted(servers), failure);
    }
    return new InstallationException(
        "no client for Kafka at %s: %s; look at the settings GODWIT_KAFKA_…"
            .formatted(servers, address.kafka().withoutSecrets(reason)),
        failure);
  }

  /** A topic that any coordinator would have created is not there. */
  static InstallationException noTopic(String topic, Address address, Collection<String> there) {
    String prefix = address.topics().prefix();
    List<String> others =
        there.stream()
            .filter(name -> name.endsWith(COMMANDS))
            .map(name -> name.substring(0, name.length() - COMMANDS.length()))
            .filter(other -> there.contains(other + "state") && there.contains(other + "replies"))
            .sorted()
            .limit(MOST_PREFIXES)
            .toList();
    return new InstallationException(
        "Kafka at %s has no topic '%s'; is a coordinator running with the topic prefix '%s'?%s"
            .formatted(
                address.kafka().bootstrapServers(),
                topic,
                prefix,
                others.isEmpty()
                    ? ""
                    : " There are topics with the prefix '%s' (--topic-prefix)."
                        .formatted(String.join("', '", others))));
  }

  /** It is not known whether the command was written. */
  static InstallationException notWritten(KafkaException failure, Address address) {
    if (failure instanceof TimeoutException) {
      return new InstallationException(
          "Kafka at %s did not confirm within %s that the command was written; it may have been: look at 'godwit status' before you repeat it"
              .formatted(address.kafka().bootstrapServers(), seconds(address.reachWithin())),
          failure);
    }
    boolean isOfClient =
        failure instanceof AuthenticationException || failure instanceof AuthorizationException;
    return isOfClient
        ? of(failure, address)
        : new InstallationException(
            "Kafka at %s does not take the command: %s"
                .formatted(address.kafka().bootstrapServers(), deepest(failure)),
            failure);
  }

  static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  /** The first cause of all says most; a wrong setting says it in itself. */
  private static String deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && !(deepest instanceof ConfigException)) {
      deepest = deepest.getCause();
    }
    return Objects.requireNonNullElse(deepest.getMessage(), deepest.getClass().getSimpleName());
  }
}
