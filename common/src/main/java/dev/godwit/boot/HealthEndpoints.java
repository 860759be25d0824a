package dev.godwit.boot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells a load balancer or Kubernetes whether the program lives and is ready, and why not. */
final class HealthEndpoints {

  private final Health health;

  HealthEndpoints(Health health) {
    this.health = health;
  }

  Answer live(Request request) {
    return answer("live", health.notLive());
  }

  Answer ready(Request request) {
    return answer("ready", health.notReady());
  }

  private static Answer answer(String what, List<Condition> reasons) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(what, reasons.isEmpty());
    if (!reasons.isEmpty()) {
      body.put("reasons", reasons.stream().map(HealthEndpoints::json).toList());
    }
    return Answer.jsonOf(body).withStatus(reasons.isEmpty() ? 200 : 503);
  }

  private static Map<String, Object> json(Condition condition) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("component", condition.component());
    json.put("reason", condition.reason());
    json.put("since", condition.since().toString());
    return json;
  }
}
