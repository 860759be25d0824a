package dev.godwit.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * What is used of resources that other operators define, after their references: the Prometheus
 * operator's, KEDA's and Strimzi's.
 */
final class CustomResources {

  private CustomResources() {}

  record Monitor(String apiVersion, String kind, ObjectMeta metadata, MonitorSpec spec) {}

  record MonitorSpec(LabelSelector selector, List<MonitoredEndpoint> endpoints) {}

  record MonitoredEndpoint(String port, String path, String interval, String scrapeTimeout) {}

  record RuleFile(String apiVersion, String kind, ObjectMeta metadata, RuleSpec spec) {}

  record RuleSpec(List<RuleGroup> groups) {}

  record RuleGroup(String name, String interval, List<Rule> rules) {}

  record Rule(
      String alert,
      String expr,
      @JsonProperty("for") String lasting,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  record Scaled(String apiVersion, String kind, ObjectMeta metadata, ScaledSpec spec) {}

  record ScaledSpec(
      ScaleTarget scaleTargetRef,
      Integer pollingInterval,
      Integer cooldownPeriod,
      Integer minReplicaCount,
      Integer maxReplicaCount,
      List<Trigger> triggers) {}

  record ScaleTarget(String apiVersion, String kind, String name) {}

  record Trigger(
      String type,
      String name,
      Map<String, String> metadata,
      Map<String, String> authenticationRef) {}

  record Topic(String apiVersion, String kind, ObjectMeta metadata, TopicSpec spec) {}

  record TopicSpec(
      String topicName, Integer partitions, Integer replicas, Map<String, JsonNode> config) {}

  record User(String apiVersion, String kind, ObjectMeta metadata, UserSpec spec) {}

  record UserSpec(Authentication authentication, Authorization authorization) {}

  record Authentication(String type) {}

  record Authorization(String type, List<Acl> acls) {}

  record Acl(Resource resource, List<Operation> operations, String host, String type) {}

  record Resource(ResourceType type, String name, Pattern patternType) {}

  enum ResourceType {
    topic,
    group,
    cluster,
    transactionalId
  }

  enum Pattern {
    literal,
    prefix
  }

  enum Operation {
    Read,
    Write,
    Create,
    Delete,
    Alter,
    Describe,
    ClusterAction,
    AlterConfigs,
    DescribeConfigs,
    IdempotentWrite,
    All
  }
}
