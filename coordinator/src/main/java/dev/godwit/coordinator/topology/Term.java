package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.coordinator.topology.Packing.Packed;
import dev.godwit.coordinator.topology.Packing.PackedState;
import dev.godwit.coordinator.topology.Packing.Parcel;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Reply;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time during which this instance decides: asks the rules about each input, then stores,
 * publishes and sends what they say, in this order.
 *
 * <p>What the rules throw costs the input; what Kafka throws ends the term, so that another one
 * gets the input again.
 */
final class Term {

  private static final Logger LOG = LoggerFactory.getLogger(Term.class);
  private static final int MAX_REASON = 2_000;

  private final Rules rules;
  private final StoredStates states;
  private final Packing packing;
  private final ProcessorContext<String, Outgoing> context;
  private final TopologyListener listener;
  private final FailureLog failures = new FailureLog();
  private boolean takenOver;

  Term(
      Rules rules,
      StoredStates states,
      Packing packing,
      ProcessorContext<String, Outgoing> context,
      TopologyListener listener) {
    this.rules = rules;
    this.states = states;
    this.packing = packing;
    this.context = context;
    this.listener = listener;
  }

  States states() {
    return states;
  }

  /** From where the record under way comes; null when there is none. */
  @Nullable RecordMetadata source() {
    return context.recordMetadata().orElse(null);
  }

  void command(byte @Nullable [] value, RecordMetadata from) {
    takeOverFirst();
    Command command;
    try {
      command = Inbox.command(value);
    } catch (MalformedMessageException e) {
      skip(from, e);
      refuse(value, e);
      return;
    }
    handle(new Input.Commanded(command, from.offset()));
  }

  void event(byte @Nullable [] value, RecordMetadata from) {
    takeOverFirst();
    Event event;
    try {
      event = Inbox.event(value);
    } catch (MalformedMessageException e) {
      skip(from, e);
      return;
    }
    handle(new Input.Told(event));
  }

  void tick() {
    if (!takeOverFirst()) {
      handle(new Input.Tick());
    }
  }

  /** What is owed comes before what is new; true if that was done only now. */
  private boolean takeOverFirst() {
    if (takenOver) {
      return false;
    }
    handle(new Input.TakenOver());
    takenOver = true;
    return true;
  }

  private void handle(Input input) {
    Instant now = now();
    Packed packed;
    try {
      packed = packing.pack(rules.decide(states, input, now));
    } catch (RuntimeException | StackOverflowError e) {
      listener.failed();
      failures.log(input, e, now);
      if (input instanceof Input.Commanded commanded) {
        apologize(commanded.command(), e, now);
      }
      return;
    }
    carryOut(packed);
  }

  private void carryOut(Packed packed) {
    for (PackedState state : packed.states()) {
      states.put(state.state(), state.json());
      listener.stored(states, state.state());
    }
    for (PackedState state : packed.states()) {
      Outgoing value = Outgoing.single(state.json());
      send(new Parcel(Sink.STATE, state.state().migration(), value));
    }
    packed.parcels().forEach(this::send);
  }

  private void send(Parcel parcel) {
    context.forward(
        new Record<>(parcel.key(), parcel.value(), context.currentSystemTimeMs()),
        parcel.sink().node());
  }

  private void skip(RecordMetadata from, MalformedMessageException e) {
    listener.malformed(from.topic());
    LOG.atWarn()
        .addKeyValue("topic", from.topic())
        .addKeyValue("offset", from.offset())
        .addKeyValue("reason", reason(e))
        .log("A record cannot be understood; it is skipped");
  }

  private void refuse(byte @Nullable [] value, MalformedMessageException e) {
    BrokenCommand broken = BrokenCommand.of(value);
    send(
        packing.pack(
            new Reply(
                broken.command(), broken.id(), broken.migration(), false, reason(e), now(), null)));
  }

  private void apologize(Command command, Throwable e, Instant now) {
    String message =
        "could not be carried out, nothing was changed: the coordinator failed (%s); its log says more"
            .formatted(LongTexts.cut(e.toString(), LongTexts.KEPT));
    send(
        packing.pack(
            new Reply(
                command.verb().wireName(),
                command.id(),
                command.migration(),
                false,
                message,
                now,
                null)));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private static String reason(MalformedMessageException e) {
    return LongTexts.cut(String.valueOf(e.getMessage()), MAX_REASON);
  }
}
