package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.godwit.boot.GodwitTopics;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.TopicSpec;
import dev.godwit.coordinator.topology.StreamsProperties;
import dev.godwit.deploy.CustomResources.Acl;
import dev.godwit.deploy.CustomResources.Operation;
import dev.godwit.deploy.CustomResources.Pattern;
import dev.godwit.deploy.CustomResources.ResourceType;
import dev.godwit.protocol.TopicNames;
import dev.godwit.worker.consume.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Topics and users for Strimzi, and the tables of the README. */
class KafkaRightsTest {

  private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
  private static final List<TopicSpec> SPECS = GodwitTopics.of(TOPICS, 32);
  private static final String CHANGELOG = "godwit.coordinator-states-changelog";

  @Test
  void topicsAreThoseThatTheProgramsWouldCreate() {
    // given
    Map<String, Manifest> topics = byName("topics.yaml");
    // when / then
    assertThat(topics.keySet())
        .isEqualTo(
            SPECS.stream()
                .map(TopicSpec::name)
                .collect(Collectors.toCollection(() -> new TreeSet<>(Set.of(CHANGELOG)))));
    for (TopicSpec spec : SPECS) {
      Manifest topic = topics.get(spec.name());
      Map<String, String> config = Trees.strings(topic.json().at("/spec/config"));
      assertThat(topic.json().at("/spec/partitions").asInt()).isEqualTo(spec.partitions());
      assertThat(config)
          .as(spec.name())
          .containsEntry("cleanup.policy", spec.cleanup().policy())
          .containsAllEntriesOf(spec.config());
    }
    assertThat(topics.get(CHANGELOG).json().at("/spec/partitions").asInt()).isEqualTo(1);
    assertThat(topics.get(CHANGELOG).json().at("/spec/config/cleanup.policy").asText())
        .isEqualTo("compact");
  }

  @Test
  void peopleMayWriteCommandsOnly() {
    // when / then
    assertThat(granted("godwit-cli", Operation.Write)).containsExactly(TOPICS.commands());
    assertThat(granted("godwit-cli", Operation.Read))
        .containsExactlyInAnyOrder(TOPICS.replies(), TOPICS.state(), TOPICS.history());
  }

  @Test
  void programsMayWriteWhatTheDesignSays() {
    // when / then
    assertThat(granted("godwit-coordinator", Operation.Write))
        .containsExactlyInAnyOrder(
            TOPICS.commands(),
            TOPICS.tasks(),
            TOPICS.state(),
            TOPICS.history(),
            TOPICS.replies(),
            CHANGELOG);
    assertThat(granted("godwit-coordinator", Operation.Read))
        .containsExactlyInAnyOrder(
            TOPICS.commands(),
            TOPICS.events(),
            TOPICS.state(),
            TOPICS.history(),
            TOPICS.replies(),
            TOPICS.deadLetters(),
            CHANGELOG,
            coordinators());
    assertThat(granted("godwit-worker", Operation.Write))
        .containsExactlyInAnyOrder(TOPICS.events(), TOPICS.replies(), TOPICS.deadLetters());
    assertThat(granted("godwit-worker", Operation.Read))
        .containsExactlyInAnyOrder(TOPICS.tasks(), TOPICS.state(), TOPICS.deadLetters(), workers());
  }

  @Test
  void nobodyMayCreateDeleteOrAlter() {
    for (String user : byName("users.yaml").keySet()) {
      assertThat(acls(user))
          .as(user)
          .allSatisfy(
              acl -> {
                assertThat(acl.operations())
                    .isSubsetOf(
                        Operation.Read,
                        Operation.Write,
                        Operation.Describe,
                        Operation.DescribeConfigs);
                assertThat(acl.resource().type()).isIn(ResourceType.topic, ResourceType.group);
                // Only looking is allowed to be about everything.
                if (acl.resource().patternType() == Pattern.prefix) {
                  assertThat(acl.operations())
                      .isSubsetOf(Operation.Describe, Operation.DescribeConfigs);
                }
              });
    }
  }

  @Test
  void theReadmeHasEveryRight() {
    // given
    String readme = DeployFiles.text(DeployFiles.DEPLOY.resolve("README.md"));
    for (String user : byName("users.yaml").keySet()) {
      for (Acl acl : acls(user)) {
        String name =
            acl.resource().name() + (acl.resource().patternType() == Pattern.prefix ? "*" : "");
        String operations =
            acl.operations().stream().map(Operation::name).collect(Collectors.joining(", "));
        // when / then
        assertThat(readme)
            .contains(
                "| `%s` | %s `%s` | %s |".formatted(user, acl.resource().type(), name, operations));
      }
    }
  }

  private static Set<String> granted(String user, Operation operation) {
    return acls(user).stream()
        .filter(acl -> acl.operations().contains(operation))
        .map(acl -> acl.resource().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Acl> acls(String user) {
    try {
      return StrictModels.read(byName("users.yaml").get(user).json(), CustomResources.User.class)
          .spec()
          .authorization()
          .acls();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Manifest> byName(String file) {
    Map<String, Manifest> manifests = new TreeMap<>();
    for (Manifest manifest :
        DeployFiles.read(DeployFiles.KUBERNETES.resolve("strimzi").resolve(file))) {
      manifests.put(manifest.name(), manifest);
    }
    return manifests;
  }

  private static String coordinators() {
    return String.valueOf(
        StreamsProperties.of(KafkaProperties.of("localhost:9092"), TOPICS, "a", 1)
            .get("application.id"));
  }

  private static String workers() {
    return new KafkaClients(KafkaProperties.of("localhost:9092"), TOPICS, "a").group();
  }
}
