package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.people.Tokens;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The processor from its start until it is killed. */
final class Life {

  private final List<Write> writes = new ArrayList<>();
  private final MemoryStore store;
  private final CoordinatorProcessor processor;
  private Instant now = Instant.EPOCH;
  private @Nullable From from;
  private @Nullable Punctuator ticking;
  private @Nullable RuntimeException failure;

  /** Where a record comes from. */
  private record From(String topic, int partition, long offset) implements RecordMetadata {}

  Life(Rules rules, Map<String, byte[]> stored) {
    this(rules, stored, Surroundings.NONE);
  }

  Life(Rules rules, Map<String, byte[]> stored, TopicEditions editions) {
    this(rules, stored, new Surroundings(TopologyListener.NONE, editions, Tokens.NONE));
  }

  Life(Rules rules, Map<String, byte[]> stored, Surroundings surroundings) {
    store = new MemoryStore(stored, (key, value) -> writes.add(new Write(null, key, value)));
    processor = new CoordinatorProcessor(Driven.TOPICS, rules, surroundings, 1_000_000);
    processor.init(context());
  }

  /** From now on Kafka takes nothing from it, or again everything. */
  void failing(@Nullable RuntimeException because) {
    failure = because;
  }

  /** What it writes because of a record. */
  List<Write> process(String topic, long offset, byte[] value, Instant at) {
    return process(topic, offset, new Record<>(new byte[0], value, at.toEpochMilli()));
  }

  /** What it writes because of a record that says when it is. */
  List<Write> process(String topic, long offset, Record<byte[], byte[]> record) {
    now = Instant.ofEpochMilli(record.timestamp());
    from = new From(topic, 0, offset);
    processor.process(record);
    return taken();
  }

  /** What it writes because time has passed. */
  List<Write> tick(Instant at) {
    now = at;
    from = null;
    Objects.requireNonNull(ticking).punctuate(at.toEpochMilli());
    return taken();
  }

  private List<Write> taken() {
    List<Write> taken = List.copyOf(writes);
    writes.clear();
    return taken;
  }

  /** Kafka's own mock takes a millisecond to make, which is too much for thousands of lives. */
  @SuppressWarnings("unchecked")
  private ProcessorContext<String, Outgoing> context() {
    return (ProcessorContext<String, Outgoing>)
        Proxy.newProxyInstance(
            Life.class.getClassLoader(), new Class<?>[] {ProcessorContext.class}, this::answer);
  }

  private @Nullable Object answer(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "getStateStore" -> store;
      case "currentSystemTimeMs" -> now.toEpochMilli();
      case "recordMetadata" -> Optional.ofNullable(from);
      case "schedule" -> schedule((Punctuator) arguments[2]);
      case "forward" -> forward((Record<?, ?>) arguments[0], (String) arguments[1]);
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private Cancellable schedule(Punctuator punctuator) {
    ticking = punctuator;
    return () -> ticking = null;
  }

  private @Nullable Object forward(Record<?, ?> record, String child) {
    if (failure != null) {
      throw failure;
    }
    for (Sink sink : Sink.values()) {
      if (sink.node().equals(child)) {
        byte[] json = ((Outgoing) record.value()).json();
        writes.add(new Write(sink, (String) record.key(), json));
      }
    }
    return null;
  }
}
