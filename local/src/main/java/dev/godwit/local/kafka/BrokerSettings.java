package dev.godwit.local.kafka;

import java.util.List;
import java.util.Properties;

/**
 * Settings of a single broker that is its own controller, small and quick to start.
 *
 * @param brokerPort where clients connect
 * @param controllerPort where the broker finds itself as the controller
 * @param directory where it keeps its data
 * @param others where clients connect besides
 */
record BrokerSettings(
    int brokerPort, int controllerPort, DataDirectory directory, List<OpenedListener> others) {

  /** A listener, and the port that was found for it. */
  record OpenedListener(ExtraListener listener, int port) {}

  static final int NODE_ID = 1;
  static final String HOST = "localhost";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  Properties properties() {
    Properties properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", String.valueOf(NODE_ID));
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    addListeners(properties);
    properties.put("log.dirs", directory.path().toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    addSingleCopies(properties);
    addSmallness(properties);
    if (directory.isKept()) {
      addQuickReturn(properties);
    }
    return properties;
  }

  private void addListeners(Properties properties) {
    StringBuilder listeners =
        new StringBuilder(
            "PLAINTEXT://%s:%d,%s://%s:%d"
                .formatted(HOST, brokerPort, CONTROLLER_LISTENER, HOST, controllerPort));
    StringBuilder protocols =
        new StringBuilder("PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    for (OpenedListener other : others) {
      ExtraListener listener = other.listener();
      listeners.append(",%s://%s:%d".formatted(listener.name(), HOST, other.port()));
      protocols.append(",%s:%s".formatted(listener.name(), listener.protocol()));
      properties.putAll(listener.brokerProperties());
    }
    properties.put("listeners", listeners.toString());
    properties.put("listener.security.protocol.map", protocols.toString());
    properties.put("inter.broker.listener.name", "PLAINTEXT");
  }

  private static void addSingleCopies(Properties properties) {
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
  }

  private static void addSmallness(Properties properties) {
    properties.put("num.network.threads", "1");
    properties.put("num.io.threads", "2");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
  }

  /**
   * A broker that was killed is let back in after 4 to 5 s instead of 13 s. Only one whose data is
   * kept can come back; another need not be taken for dead when the machine is busy.
   */
  private static void addQuickReturn(Properties properties) {
    properties.put("broker.session.timeout.ms", "1500");
    properties.put("broker.heartbeat.interval.ms", "300");
  }
}
