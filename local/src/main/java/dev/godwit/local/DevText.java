package dev.godwit.local;

import dev.godwit.protocol.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code godwit dev} tells. */
final class DevText {

  private static final Pattern URI =
      Pattern.compile("(?<scheme>mongodb(\\+srv)?://)(?<user>.*@)?(?<rest>[^?]*)(\\?.*)?");

  private DevText() {}

  /** Where everything is, a line each; scripts read them, too. */
  static List<String> addresses(LocalGodwit godwit) {
    List<String> lines = new ArrayList<>();
    lines.add("Kafka: " + godwit.bootstrapServers());
    lines.add("MongoDB: " + withoutSecrets(godwit.mongodbUri()));
    lines.add("Coordinator: " + godwit.coordinatorUrl());
    List<String> workers = godwit.workerUrls();
    for (int number = 1; number <= workers.size(); number++) {
      lines.add("Worker %d: %s".formatted(number, workers.get(number - 1)));
    }
    return lines;
  }

  /** What can be typed now. */
  static List<String> hints(String bootstrapServers, TopicNames topics) {
    String usual = TopicNames.DEFAULT_PREFIX;
    String server = " --bootstrap-server " + bootstrapServers + " --topic ";
    String options =
        (bootstrapServers.equals("localhost:9092") ? "" : " --kafka " + bootstrapServers)
            + (topics.prefix().equals(usual) ? "" : " --topic-prefix " + topics.prefix());
    return List.of(
        "",
        "A migration starts by a line of JSON that is typed into Kafka's console producer:",
        "  kafka-console-producer.sh" + server + topics.commands(),
        "  {\"command\":\"start\",\"migration\":\"NAME\"}",
        "The answers, and where every migration stands:",
        "  kafka-console-consumer.sh" + server + topics.replies() + " --from-beginning",
        "  kafka-console-consumer.sh"
            + server
            + topics.state()
            + " --from-beginning --formatter-property print.key=true",
        "The same with this command:",
        "  godwit list" + options,
        "  godwit start NAME --wait" + options,
        "");
  }

  /** What ends with it. */
  static String ending(LocalOptions options) {
    return options.mongo().uri() == null
        ? "Ctrl+C stops everything. What is in the embedded MongoDB is then gone."
        : "Ctrl+C stops everything.";
  }

  /** Options may hold secrets, too. */
  static String withoutSecrets(String uri) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      return "as given";
    }
    String user = parts.group("user") == null ? "" : "***@";
    return parts.group("scheme") + user + parts.group("rest");
  }
}
