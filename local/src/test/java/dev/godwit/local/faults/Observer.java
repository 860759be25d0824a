package dev.godwit.local.faults;

import dev.godwit.boot.Health;
import dev.godwit.boot.KafkaProperties;
import dev.godwit.boot.Parts;
import dev.godwit.boot.TopicFollower;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands, and reads from the topics how far everything is and who does it. */
final class Observer implements AutoCloseable {

  private static final Comparator<BatchId> NEWEST =
      Comparator.comparingInt(BatchId::run).thenComparingLong(BatchId::batch);

  private final Parts parts = new Parts(Duration.ofSeconds(10));
  private final TopicNames topics;
  private final KafkaProducer<String, String> producer;
  private final Map<String, State> states = new ConcurrentHashMap<>();
  private final Map<String, Event.Origin> takers = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();

  /** The topics have to be there. */
  Observer(String bootstrapServers, TopicNames topics) {
    this.topics = topics;
    KafkaProperties kafka = KafkaProperties.of(bootstrapServers);
    Health health = new Health(Clock.systemUTC(), (before, now, next) -> {});
    producer =
        parts.add(
            "producer",
            new KafkaProducer<>(
                kafka.producer(Map.of(), Map.of()),
                new StringSerializer(),
                new StringSerializer()));
    parts.add(
        "states",
        TopicFollower.start(
            kafka,
            topics.state(),
            record -> {
              State state = Json.read(String.valueOf(record.value()), State.class);
              states.put(state.migration(), state);
            },
            health));
    parts.add(
        "events",
        TopicFollower.start(
            kafka,
            topics.events(),
            record -> {
              Event event = Json.read(String.valueOf(record.value()), Event.class);
              if (event instanceof Event.Taken taken) {
                takers.merge(taken.migration(), taken.origin(), Observer::newer);
              } else if (event instanceof Event.Failed) {
                failures.incrementAndGet();
              }
            },
            health));
  }

  /** Sends a command; ' stands for ". */
  void send(String json) {
    try {
      producer.send(new ProducerRecord<>(topics.commands(), json.replace('\'', '"'))).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<State> state(String migration) {
    return Optional.ofNullable(states.get(migration));
  }

  boolean isRunning(String migration) {
    return state(migration).filter(state -> state.status() == Status.RUNNING).isPresent();
  }

  long processed(String migration) {
    return state(migration).map(state -> state.progress().counts().processed()).orElse(0L);
  }

  /** The number of the batch that a migration is at. */
  long batch(String migration) {
    return state(migration).map(State::progress).stream()
        .flatMap(progress -> progress.segments().stream())
        .mapToLong(segment -> segment.batch())
        .findFirst()
        .orElse(0);
  }

  /** The one of these that is least far. */
  String slowest(List<String> migrations) {
    return migrations.stream().min(Comparator.comparingLong(this::processed)).orElseThrow();
  }

  /** The worker that began a batch of the migration last. */
  String taker(String migration) {
    Event.Origin origin = takers.get(migration);
    return origin == null ? "nobody" : origin.worker();
  }

  /** One that was frozen may tell of an old batch when it wakes up. */
  private static Event.Origin newer(Event.Origin one, Event.Origin other) {
    return NEWEST.compare(one.batchId(), other.batchId()) > 0 ? one : other;
  }

  /** How many batches failed as a whole until now. */
  int failures() {
    return failures.get();
  }

  @Override
  public void close() {
    parts.close();
  }
}
