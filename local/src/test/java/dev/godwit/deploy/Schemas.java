package dev.godwit.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each kind of document looks like, and which fields it cannot do without. */
final class Schemas {

  /** By apiVersion and kind. */
  static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Namespace", Namespace.class),
          Map.entry("v1/Secret", Secret.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("apps/v1/StatefulSet", StatefulSet.class),
          Map.entry("batch/v1/Job", Job.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("monitoring.coreos.com/v1/ServiceMonitor", CustomResources.Monitor.class),
          Map.entry("monitoring.coreos.com/v1/PrometheusRule", CustomResources.RuleFile.class),
          Map.entry("keda.sh/v1alpha1/ScaledObject", CustomResources.Scaled.class),
          Map.entry("kafka.strimzi.io/v1/KafkaTopic", CustomResources.Topic.class),
          Map.entry("kafka.strimzi.io/v1/KafkaUser", CustomResources.User.class));

  private static final List<String> OF_ALL = List.of("metadata", "metadata.name");

  private static final List<String> OF_PODS =
      List.of(
          "spec.template",
          "spec.template.spec",
          "spec.template.spec.containers",
          "spec.template.spec.containers[].name",
          "spec.template.spec.containers[].image",
          "spec.template.spec.containers[].ports[].containerPort",
          "spec.template.spec.containers[].env[].name",
          "spec.template.spec.containers[].volumeMounts[].name",
          "spec.template.spec.containers[].volumeMounts[].mountPath",
          "spec.template.spec.containers[].livenessProbe.httpGet.port",
          "spec.template.spec.containers[].readinessProbe.httpGet.port",
          "spec.template.spec.containers[].startupProbe.httpGet.port",
          "spec.template.spec.topologySpreadConstraints[].maxSkew",
          "spec.template.spec.topologySpreadConstraints[].topologyKey",
          "spec.template.spec.topologySpreadConstraints[].whenUnsatisfiable",
          "spec.template.spec.volumes[].name");

  private static final Map<String, List<String>> OF_KINDS =
      Map.ofEntries(
          Map.entry(
              "Deployment", List.of("spec", "spec.selector", "spec.template.metadata.labels")),
          Map.entry(
              "StatefulSet",
              List.of(
                  "spec", "spec.selector", "spec.serviceName", "spec.template.metadata.labels")),
          Map.entry("Job", List.of("spec", "spec.template.spec.restartPolicy")),
          Map.entry("Service", List.of("spec", "spec.ports", "spec.ports[].port")),
          Map.entry(
              "HorizontalPodAutoscaler",
              List.of(
                  "spec",
                  "spec.maxReplicas",
                  "spec.scaleTargetRef",
                  "spec.scaleTargetRef.kind",
                  "spec.scaleTargetRef.name",
                  "spec.metrics[].type",
                  "spec.metrics[].external.metric.name",
                  "spec.metrics[].external.target.type")),
          Map.entry("PodDisruptionBudget", List.of("spec", "spec.selector")),
          Map.entry("NetworkPolicy", List.of("spec", "spec.podSelector")),
          Map.entry(
              "PrometheusRule",
              List.of(
                  "spec",
                  "spec.groups",
                  "spec.groups[].name",
                  "spec.groups[].rules",
                  "spec.groups[].rules[].expr")),
          Map.entry(
              "ScaledObject",
              List.of("spec", "spec.scaleTargetRef.name", "spec.triggers", "spec.triggers[].type")),
          Map.entry("KafkaTopic", List.of("spec", "spec.partitions", "spec.replicas")),
          Map.entry(
              "KafkaUser", List.of("spec", "spec.authentication.type", "spec.authorization.acls")));

  private Schemas() {}

  /** As {@code a.b[].c}: wherever the part before the last dot is, the last one has to be too. */
  static List<String> required(String kind) {
    List<String> paths = new ArrayList<>(OF_ALL);
    if (List.of("Deployment", "StatefulSet", "Job").contains(kind)) {
      paths.addAll(OF_PODS);
    }
    paths.addAll(OF_KINDS.getOrDefault(kind, List.of()));
    return paths;
  }
}
