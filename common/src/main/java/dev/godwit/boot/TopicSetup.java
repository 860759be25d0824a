package dev.godwit.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing and checks those that are there; never alters one. */
public final class TopicSetup {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LOOKS = 100;

  private final TopicStore store;
  private final TopicCheck check;
  private final Duration pause;

  TopicSetup(TopicStore store, String bootstrapServers, Duration pause) {
    this.store = store;
    this.check = new TopicCheck(bootstrapServers);
    this.pause = pause;
  }

  /**
   * A setup for the cluster of the admin client.
   *
   * @param bootstrapServers only for the commands in error messages
   * @param replicationFactor for topics that are created; -1 for the broker's default
   */
  public static TopicSetup of(Admin admin, String bootstrapServers, int replicationFactor) {
    return new TopicSetup(new KafkaTopicStore(admin, replicationFactor), bootstrapServers, PAUSE);
  }

  /**
   * Makes sure that the topics are there and right.
   *
   * @return how many partitions each has, by name
   * @throws TopicsException with everything that only a person can mend
   * @throws org.apache.kafka.common.errors.RetriableException if Kafka does not answer now
   */
  public Map<String, Integer> ensure(List<TopicSpec> specs) {
    List<String> names = specs.stream().map(TopicSpec::name).toList();
    TopicStore.Found found = store.find(names);
    stopAt(found.problems());
    List<TopicSpec> missing = missing(specs, found);
    create(missing);
    for (int look = 0; !missing(specs, found).isEmpty(); look++) {
      if (look == LOOKS) {
        throw new TimeoutException(
            "topics were created and do not appear: " + missing(specs, found));
      }
      pauseBefore(look);
      found = store.find(names);
      stopAt(found.problems());
    }
    return checked(specs, found);
  }

  private void create(List<TopicSpec> missing) {
    List<String> problems = new ArrayList<>();
    for (TopicSpec spec : missing) {
      store
          .create(spec)
          .ifPresentOrElse(
              problems::add,
              () ->
                  LOG.atInfo()
                      .addKeyValue("topic", spec.name())
                      .addKeyValue("partitions", spec.partitions())
                      .addKeyValue("cleanup", spec.cleanup().policy())
                      .log("Topic {} is created", spec.name()));
    }
    stopAt(problems);
  }

  private Map<String, Integer> checked(List<TopicSpec> specs, TopicStore.Found found) {
    Map<String, Integer> partitions = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (TopicSpec spec : specs) {
      ActualTopic actual = found.topics().get(spec.name());
      if (actual != null) {
        problems.addAll(check.problems(spec, actual));
        partitions.put(spec.name(), actual.partitions());
      }
    }
    stopAt(problems);
    return partitions;
  }

  private static List<TopicSpec> missing(List<TopicSpec> specs, TopicStore.Found found) {
    return specs.stream().filter(spec -> !found.topics().containsKey(spec.name())).toList();
  }

  private static void stopAt(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new TopicsException(problems);
    }
  }

  /** Kafka tells its brokers of a new topic a little after it says that it is created. */
  private void pauseBefore(int look) {
    if (look == 0) {
      return;
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
