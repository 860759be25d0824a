package dev.godwit.cli.kafka;

import dev.godwit.cli.installation.StateFeed;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.State;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the state topic from its beginning to its end, and then on. */
final class KafkaStateFeed implements StateFeed {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaStateFeed.class);

  private final Clients clients;
  private final Consumer<String, String> consumer;
  private final SortedMap<String, State> states = new TreeMap<>();

  private KafkaStateFeed(Clients clients, Consumer<String, String> consumer) {
    this.clients = clients;
    this.consumer = consumer;
  }

  /** Has read everything that is there when this returns. */
  static StateFeed open(Clients clients, String topic) {
    KafkaStateFeed feed = new KafkaStateFeed(clients, clients.consumer());
    try {
      new WholeTopic(clients, feed.consumer).read(topic, feed::take);
      return feed;
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  @Override
  public SortedMap<String, State> states() {
    return Collections.unmodifiableSortedMap(states);
  }

  @Override
  public boolean poll(Duration atMost) {
    boolean changed = false;
    for (ConsumerRecord<String, String> record : clients.orInWords(() -> consumer.poll(atMost))) {
      changed |= take(record);
    }
    return changed;
  }

  @Override
  public void close() {
    Clients.close(consumer);
  }

  private boolean take(ConsumerRecord<String, String> record) {
    if (record.key() == null) {
      return false;
    }
    if (record.value() == null) {
      return states.remove(record.key()) != null;
    }
    try {
      State state = Json.read(record.value(), State.class);
      if (!state.migration().equals(record.key())) {
        throw new MalformedMessageException(
            "it is that of '%s', by its content".formatted(state.migration()));
      }
      return !state.equals(states.put(state.migration(), state));
    } catch (MalformedMessageException e) {
      LOG.atWarn()
          .addKeyValue("migration", record.key())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log(
              "A state cannot be read and is left out; is this godwit older than the coordinator?");
      return false;
    }
  }
}
