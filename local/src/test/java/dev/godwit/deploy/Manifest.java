package dev.godwit.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One document of a manifest.
 *
 * @param origin the file that it is from
 */
record Manifest(String origin, JsonNode json) {

  private static final String COMPONENT_LABEL = "app.kubernetes.io/component";

  String kind() {
    return json.path("kind").asText();
  }

  String type() {
    return json.path("apiVersion").asText() + "/" + kind();
  }

  String name() {
    return json.at("/metadata/name").asText();
  }

  /** For messages. */
  String title() {
    return "%s: %s %s".formatted(origin, kind(), name());
  }

  boolean hasPods() {
    return json.at("/spec/template/spec/containers").isArray();
  }

  JsonNode podSpec() {
    return json.at("/spec/template/spec");
  }

  Map<String, String> podLabels() {
    return Trees.strings(json.at("/spec/template/metadata/labels"));
  }

  List<JsonNode> containers() {
    List<JsonNode> all = new ArrayList<>();
    podSpec().path("containers").forEach(all::add);
    podSpec().path("initContainers").forEach(all::add);
    return all;
  }

  /** Which program its pods run, by their label; a job runs the command. */
  String component() {
    return podLabels().getOrDefault(COMPONENT_LABEL, "");
  }

  Stream<JsonNode> stream(String pointer) {
    return StreamSupport.stream(json.at(pointer).spliterator(), false);
  }
}
