package dev.godwit.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a cluster by Kafka's admin client; what may work later is thrown as it is. */
final class KafkaTopicStore implements TopicStore {

  private static final int TIMEOUT_MS = (int) Duration.ofSeconds(10).toMillis();

  private final Admin admin;
  private final short replicationFactor;

  KafkaTopicStore(Admin admin, int replicationFactor) {
    this.admin = admin;
    this.replicationFactor = (short) replicationFactor;
  }

  @Override
  public Found find(Collection<String> names) {
    List<String> problems = new ArrayList<>();
    Map<String, TopicDescription> described = new HashMap<>();
    var options = new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS);
    admin
        .describeTopics(names, options)
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                described.put(name, await(future));
              } catch (UnknownTopicOrPartitionException e) {
                // It is missing, which is an answer too.
              } catch (AuthorizationException e) {
                problems.add(notAllowed(name, "Describe", e));
              }
            });
    Map<String, ActualTopic> topics = new HashMap<>();
    policies(described.keySet(), problems)
        .forEach(
            (name, policy) -> {
              TopicDescription topic = described.get(name);
              if (topic != null) {
                topics.put(name, actual(topic, policy));
              }
            });
    return new Found(topics, problems);
  }

  @Override
  public Optional<String> create(TopicSpec spec) {
    NewTopic topic =
        new NewTopic(spec.name(), spec.partitions(), replicationFactor)
            .configs(spec.creationConfig());
    try {
      await(
          admin
              .createTopics(List.of(topic), new CreateTopicsOptions().timeoutMs(TIMEOUT_MS))
              .all());
      return Optional.empty();
    } catch (TopicExistsException e) {
      return Optional.empty();
    } catch (AuthorizationException e) {
      return Optional.of(notAllowed(spec.name(), "Create", e));
    } catch (KafkaException e) {
      if (e instanceof RetriableException) {
        throw e;
      }
      return Optional.of(
          "topic '%s' cannot be created (%s); create it by hand, or correct %s or %s"
              .formatted(
                  spec.name(),
                  e.getMessage(),
                  CommonSettings.REPLICATION_FACTOR.name(),
                  CommonSettings.TASK_PARTITIONS.name()));
    }
  }

  private static ActualTopic actual(TopicDescription topic, String policy) {
    Uuid id = topic.topicId();
    boolean isKnown = id != null && !id.equals(Uuid.ZERO_UUID);
    return new ActualTopic(
        topic.name(), topic.partitions().size(), policy, isKnown ? id.toString() : null);
  }

  private Map<String, String> policies(Collection<String> names, List<String> problems) {
    Map<String, String> policies = new HashMap<>();
    List<ConfigResource> resources =
        names.stream().map(n -> new ConfigResource(ConfigResource.Type.TOPIC, n)).toList();
    var options = new DescribeConfigsOptions().timeoutMs(TIMEOUT_MS);
    admin
        .describeConfigs(resources, options)
        .values()
        .forEach(
            (resource, future) -> {
              try {
                policies.put(resource.name(), policy(await(future)));
              } catch (UnknownTopicOrPartitionException e) {
                // It was deleted a moment ago.
              } catch (AuthorizationException e) {
                problems.add(notAllowed(resource.name(), "DescribeConfigs", e));
              }
            });
    return policies;
  }

  private static String policy(Config config) {
    var entry = config.get("cleanup.policy");
    return entry == null ? "" : String.valueOf(entry.value());
  }

  private static String notAllowed(String topic, String operation, AuthorizationException e) {
    return "topic '%s': this user lacks the right to %s (%s); grant it in Kafka's ACLs"
        .formatted(topic, operation, e.getMessage());
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException("Kafka's admin client failed", e.getCause());
    }
  }
}
