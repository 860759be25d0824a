package dev.godwit.coordinator.topology;

import dev.godwit.protocol.TopicNames;
import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Begins a {@link Term} whenever this instance is assigned the work, and feeds it. */
final class CoordinatorProcessor implements Processor<byte[], byte[], String, Outgoing> {

  /** How often the rules are asked whether time brings anything. */
  static final Duration TICK = Duration.ofMillis(200);

  private final TopicNames topics;
  private final Rules rules;
  private final Surroundings surroundings;
  private final Packing packing;
  private @Nullable Term term;
  private @Nullable Cancellable ticking;

  CoordinatorProcessor(TopicNames topics, Rules rules, Surroundings surroundings, int maxBytes) {
    this.topics = topics;
    this.rules = rules;
    this.surroundings = surroundings;
    this.packing = new Packing(maxBytes);
  }

  @Override
  public void init(ProcessorContext<String, Outgoing> context) {
    surroundings.pulse().beginAnew();
    StoredStates states = StoredStates.load(context.getStateStore(CoordinatorTopology.STORE));
    Term begun = new Term(rules, states, packing, context, surroundings);
    term = begun;
    ticking = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> tick(begun));
    surroundings.listener().active(states);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Term current = term;
    RecordMetadata from = current == null ? null : current.source();
    if (current == null || from == null) {
      throw new IllegalStateException("a record before the processor was initialised");
    }
    surroundings.pulse().check();
    if (from.topic().equals(topics.commands())) {
      current.command(Arrived.of(record, from));
    } else {
      current.event(record.value(), from);
    }
  }

  private void tick(Term current) {
    surroundings.pulse().check();
    current.tick();
  }

  @Override
  public void close() {
    if (ticking != null) {
      ticking.cancel();
    }
    if (term != null) {
      surroundings.listener().inactive(term.states());
    }
    term = null;
  }
}
