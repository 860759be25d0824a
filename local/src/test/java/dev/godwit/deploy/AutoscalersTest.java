package dev.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.protocol.TopicNames;
import dev.godwit.worker.consume.KafkaClients;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both autoscalers want as many tasks for each worker as it does at a time. */
class AutoscalersTest {

  private final List<Manifest> installation = DeployFiles.installation();
  private final Map<String, String> worker =
      SettingsCheck.variables(find("Deployment").containers().get(0), installation);

  @Test
  void theMetricIsMadeFromOneThatTheCoordinatorExports() {
    // given
    JsonNode rule =
        Trees.read(DeployFiles.KUBERNETES.resolve("components/hpa/prometheus-adapter-values.yaml"))
            .get(0)
            .at("/rules/external/0");
    String series = rule.path("seriesQuery").asText().replaceAll(".*__name__=\"(\\w+)\".*", "$1");
    String metrics = DeployFiles.text(DeployFiles.DEPLOY.resolveSibling("coordinator/DESIGN.md"));
    // when / then
    assertThat(metrics).contains("| `" + series + "` | gauge |");
    assertThat(rule.path("metricsQuery").asText()).contains("sum(" + series + "{");
    assertThat(metric().at("/metric/name").asText()).isEqualTo(rule.at("/name/as").asText());
  }

  @Test
  void eachWorkerHasAsManyTasksAsThreads() {
    // given
    String threads = worker.get("GODWIT_WORKER_THREADS");
    // when / then
    assertThat(metric().at("/target/averageValue").asText()).isEqualTo(threads);
    assertThat(trigger().path("lagThreshold").asText()).isEqualTo(threads);
  }

  @Test
  void kedaLooksAtTheGroupOfTheWorkers() {
    // given
    TopicNames topics = new TopicNames(worker.get("GODWIT_TOPIC_PREFIX"));
    String servers = worker.get("GODWIT_KAFKA_BOOTSTRAP_SERVERS");
    var clients = new KafkaClients(KafkaProperties.of(servers), topics, "worker");
    // when / then
    assertThat(trigger().path("consumerGroup").asText()).isEqualTo(clients.group());
    assertThat(trigger().path("topic").asText()).isEqualTo(topics.tasks());
    assertThat(trigger().path("bootstrapServers").asText()).isEqualTo(servers);
  }

  @Test
  void noneIsEverTheNumberOfWorkersAndPartitionsAreTheMost() {
    // given
    JsonNode hpa = find("HorizontalPodAutoscaler").json().path("spec");
    JsonNode keda = find("ScaledObject").json().path("spec");
    int partitions = Integer.parseInt(worker.get("GODWIT_TASK_PARTITIONS"));
    // when / then
    assertThat(hpa.path("minReplicas").asInt()).isPositive();
    assertThat(keda.path("minReplicaCount").asInt()).isPositive();
    assertThat(hpa.path("maxReplicas").asInt()).isLessThanOrEqualTo(partitions);
    assertThat(keda.path("maxReplicaCount").asInt()).isLessThanOrEqualTo(partitions);
  }

  private JsonNode metric() {
    return find("HorizontalPodAutoscaler").json().at("/spec/metrics/0/external");
  }

  private JsonNode trigger() {
    return find("ScaledObject").json().at("/spec/triggers/0/metadata");
  }

  private Manifest find(String kind) {
    return installation.stream().filter(m -> m.kind().equals(kind)).findFirst().orElseThrow();
  }
}
