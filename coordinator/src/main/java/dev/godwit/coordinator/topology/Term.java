package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.coordinator.people.UnprovenException;
import dev.godwit.coordinator.topology.Packing.Packed;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.State;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
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
  private final Dispatch dispatch;
  private final ProcessorContext<String, Outgoing> context;
  private final Surroundings surroundings;
  private final FailureLog failures = new FailureLog();
  private boolean takenOver;
  private int remade;
  private long lastCommand = -1;

  Term(
      Rules rules,
      StoredStates states,
      Packing packing,
      ProcessorContext<String, Outgoing> context,
      Surroundings surroundings) {
    this.rules = rules;
    this.states = states;
    this.dispatch = new Dispatch(packing, context);
    this.context = context;
    this.surroundings = surroundings;
  }

  States states() {
    return states;
  }

  /** From where the record under way comes; null when there is none. */
  @Nullable RecordMetadata source() {
    return context.recordMetadata().orElse(null);
  }

  void command(Arrived from) {
    takeOverFirst();
    if (from.offset() <= lastCommand) {
      // Within one term offsets only go back when the topic was made anew under our hands.
      beginAnewIfRenumbered();
    }
    lastCommand = from.offset();
    Command command;
    try {
      command = Inbox.command(from.value());
    } catch (MalformedMessageException e) {
      skip(from.from(), e);
      refuse(from.value(), e);
      return;
    }
    if (!isPutOff(command, from.offset()) && !isAnsweredAgain(command, from.offset())) {
      carryOut(command, from);
    }
  }

  private void carryOut(Command command, Arrived from) {
    Command checked;
    try {
      checked = states.proven().checked(command, from, surroundings.tokens(), now());
    } catch (UnprovenException e) {
      LOG.atWarn()
          .addKeyValue("offset", from.offset())
          .addKeyValue("command", command.verb())
          .addKeyValue("by", command.by())
          .addKeyValue("reason", e.getMessage())
          .log("A command does not prove who sent it; it is refused");
      answer(from.offset(), reply(command, false, e.getMessage(), now()));
      return;
    }
    handle(new Input.Commanded(checked, from.offset()));
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
      handleAll(new Input.Tick(), Input.Tick::new);
      decidePutOff();
    }
  }

  /** What is owed comes before what is new; true if that was done only now. */
  private boolean takeOverFirst() {
    int remadeNow = surroundings.editions().remade();
    if (takenOver && remadeNow == remade) {
      return false;
    }
    beginAnewIfRenumbered();
    handleAll(new Input.TakenOver(), Input.TakenOver::new);
    // Before any newer command, which may have been given because of what they have done.
    decidePutOff();
    takenOver = true;
    remade = remadeNow;
    return true;
  }

  /** The new edition is remembered last, so that after a crash all of this is done again. */
  private void beginAnewIfRenumbered() {
    String edition = surroundings.editions().commands();
    if (states.ledger().isOutdated(edition)) {
      beginAnew();
    }
    states.ledger().isOf(edition);
  }

  private void beginAnew() {
    LOG.atWarn().log("The commands topic was made anew; its commands are counted from the start");
    handle(new Input.Renumbered());
    states.putOff().clear();
    states.ledger().clear();
  }

  private void decidePutOff() {
    for (Effect.PutOff command : states.putOff().open()) {
      Optional<Reply> answer = states.ledger().answer(command.offset());
      if (answer.isPresent()) {
        dispatch.send(answer.get());
        states.putOff().answered(command.offset(), now());
      } else {
        handle(new Input.Commanded(command.command(), command.offset(), command.since()));
      }
    }
    states.putOff().forgetAnswered(now());
  }

  /** Whether it is read again while it waits to be decided about. */
  private boolean isPutOff(Command command, long offset) {
    Optional<Effect.PutOff> found = states.putOff().find(offset);
    if (found.isPresent() && !found.get().command().claimed().equals(command)) {
      beginAnew();
      return false;
    }
    return found.isPresent();
  }

  /** A dry run that was not refused is done again: it changes nothing, and its task may be lost. */
  private boolean isAnsweredAgain(Command command, long offset) {
    CommandLedger ledger = states.ledger();
    Optional<Reply> answer = ledger.answer(offset);
    if (!ledger.isDecided(offset) || (answer.isEmpty() && command.options().dryRun())) {
      return false;
    }
    if (answer.isPresent() && !isAbout(answer.get(), command)) {
      // A broker that lost the end of the topic gives its offsets to other commands.
      beginAnew();
      return false;
    }
    dispatch.send(
        answer.orElseGet(
            () ->
                reply(
                    command,
                    false,
                    "was read and answered before, and is not carried out again",
                    now())));
    return true;
  }

  private static boolean isAbout(Reply answer, Command command) {
    return Objects.equals(answer.command(), command.verb().wireName())
        && Objects.equals(answer.id(), command.id())
        && Objects.equals(answer.migration(), command.migration());
  }

  /** All migrations at once, or one by one, so that one that fails costs no other anything. */
  private void handleAll(Input all, Function<String, Input> one) {
    if (!handle(all)) {
      states.all().stream().map(State::migration).toList().forEach(name -> handle(one.apply(name)));
    }
  }

  /** Says whether it could be decided. */
  private boolean handle(Input input) {
    Instant now = now();
    Decision decision;
    Packed packed;
    try {
      decision = rules.decide(states, input, now);
      packed = dispatch.pack(decision);
    } catch (RuntimeException | StackOverflowError e) {
      surroundings.listener().failed();
      failures.log(input, e, now);
      if (input instanceof Input.Commanded commanded) {
        apologize(commanded, e, now);
      }
      return false;
    }
    packed.states().forEach(state -> states.put(state.state(), state.json()));
    if (input instanceof Input.Commanded commanded) {
      keepAnswer(commanded, decision);
    }
    dispatch.send(packed);
    packed.states().forEach(state -> surroundings.listener().stored(states, state.state()));
    return true;
  }

  private void keepAnswer(Input.Commanded input, Decision decision) {
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.SendReply send) {
        states.ledger().keep(input.offset(), ShortReply.of(send.reply()));
        states.putOff().answered(input.offset(), now());
      } else if (effect instanceof Effect.AnswerPutOff answer) {
        states.ledger().keep(answer.offset(), ShortReply.of(answer.reply()));
        states.putOff().answered(answer.offset(), now());
      } else if (effect instanceof Effect.PutOff command) {
        states.putOff().keep(command);
      }
    }
  }

  private void skip(RecordMetadata from, MalformedMessageException e) {
    surroundings.listener().malformed(from.topic());
    LOG.atWarn()
        .addKeyValue("topic", from.topic())
        .addKeyValue("partition", from.partition())
        .addKeyValue("offset", from.offset())
        .addKeyValue("reason", reason(e))
        .log("A record cannot be understood; it is skipped");
  }

  private void refuse(byte @Nullable [] value, MalformedMessageException e) {
    BrokenCommand broken = BrokenCommand.of(value);
    dispatch.send(
        new Reply(
            broken.command(), broken.id(), broken.migration(), false, reason(e), now(), null));
  }

  private void apologize(Input.Commanded input, Throwable e, Instant now) {
    String message =
        "could not be carried out, nothing was changed: the coordinator failed (%s); its log says more"
            .formatted(LongTexts.cut(e.toString(), LongTexts.KEPT));
    answer(input.offset(), reply(input.command(), false, message, now));
  }

  /** Answers a command that was not decided about. */
  private void answer(long offset, Reply reply) {
    states.ledger().keep(offset, ShortReply.of(reply));
    states.putOff().answered(offset, now());
    dispatch.send(reply);
  }

  private static Reply reply(Command command, boolean accepted, String message, Instant now) {
    return new Reply(
        command.verb().wireName(), command.id(), command.migration(), accepted, message, now, null);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private static String reason(MalformedMessageException e) {
    return LongTexts.cut(String.valueOf(e.getMessage()), MAX_REASON);
  }
}
