package dev.godwit.coordinator.simulation;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.coordinator.decide.Input;
import dev.godwit.coordinator.decide.States;
import dev.godwit.coordinator.topology.Rules;
import dev.godwit.protocol.CommandReader;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MalformedMessageException;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules with their store, as Kafka Streams runs them at least once: what they store, publish
 * and send goes to each partition in order, arrives at any time, and is lost in a crash; inputs
 * since the last commit are then read again.
 */
final class ModelCoordinator implements States {

  /** One of so many records of the laggard arrives when it could. */
  private static final int LAG = 10;

  private static final Function<State, State> THROUGH_BYTES =
      state -> Json.read(Json.bytes(state), State.class);

  private final World world;
  private final Rules rules;
  private final Oversight oversight;
  private final TreeMap<String, State> store = new TreeMap<>();
  private final TreeMap<Integer, Reply> answers = new TreeMap<>();

  /** What has been read from its bytes at one start reads the same at the next. */
  private final IdentityHashMap<State, State> restored = new IdentityHashMap<>();

  private final Channel<Put> changelog;
  private final Channel<State> states;
  private final Channel<Reply> replies;
  private final Channel<RunSummary> history;
  private final List<Channel<Effect.SendTask>> tasks = new ArrayList<>();
  private final List<Channel<?>> channels = new ArrayList<>();

  /** The one whose records take longest; a different one in each simulation. */
  private final Channel<?> laggard;

  /** Set when it is to die while it stores what it decides next, if that is several states. */
  private @Nullable Chance doom;

  private boolean running;
  private boolean takenOver;
  private int nextCommand;
  private int nextEvent;
  private Duration skew = Duration.ZERO;

  ModelCoordinator(World world, Rules rules, Oversight oversight, Chance chance) {
    this.world = world;
    this.rules = rules;
    this.oversight = oversight;
    Broker broker = world.broker;
    changelog = opened(new Channel<>(put -> stored(broker, put)));
    states = opened(new Channel<>(broker.states::add));
    replies = opened(new Channel<>(broker::reply));
    history = opened(new Channel<>(broker::keep));
    broker.tasks.forEach(
        partition -> tasks.add(opened(new Channel<>(send -> partition.add(send.task())))));
    laggard = chance.oneIn(2) ? changelog : chance.pick(channels);
  }

  private <T> Channel<T> opened(Channel<T> channel) {
    channels.add(channel);
    return channel;
  }

  private void stored(Broker broker, Put put) {
    broker.changelog.add(put);
    oversight.stored(put);
  }

  // what happens to it

  /** Begins with what the changelog holds. */
  boolean start(Duration clockSkew) {
    if (running) {
      return false;
    }
    running = true;
    takenOver = false;
    skew = clockSkew;
    TreeMap<String, State> last = new TreeMap<>();
    world.broker.changelog.forEach(
        put -> {
          if (put.state() != null) {
            last.put(put.state().migration(), put.state());
          } else if (put.answered() != null) {
            answers.put(put.answered().offset(), put.answered().reply());
          }
        });
    last.forEach((name, state) -> store.put(name, restored.computeIfAbsent(state, THROUGH_BYTES)));
    nextCommand = world.broker.committedCommands;
    nextEvent = world.broker.committedEvents;
    world.trace("coordinator", "starts at command %d, event %d", nextCommand, nextEvent);
    return true;
  }

  boolean crash() {
    if (!running) {
      return false;
    }
    world.trace("coordinator", "is killed");
    running = false;
    doom = null;
    store.clear();
    answers.clear();
    channels.forEach(Channel::lose);
    oversight.crashed();
    return true;
  }

  /** It will die in the middle of its next larger decision. */
  boolean dieLater(Chance chance) {
    doom = running ? chance : null;
    return running;
  }

  void liveOn() {
    doom = null;
  }

  boolean commit() {
    if (!running) {
      return false;
    }
    channels.forEach(Channel::deliverAll);
    world.broker.committedCommands = nextCommand;
    world.broker.committedEvents = nextEvent;
    return true;
  }

  /** Some of what it sent somewhere arrives. */
  boolean deliver(Chance chance) {
    int atMost = chance.between(1, 4);
    return chance.let(
        channels, channel -> (channel != laggard || chance.oneIn(LAG)) && channel.deliver(atMost));
  }

  boolean tick() {
    if (running && !takeOverFirst()) {
      handle(new Input.Tick());
    }
    return running;
  }

  /** Reads a command or an event, whichever comes first. */
  boolean read(Chance chance) {
    boolean command = nextCommand < world.broker.commands.size();
    boolean event = nextEvent < world.broker.events.size();
    if (!running || (!command && !event)) {
      return false;
    }
    takeOverFirst();
    if (!running) {
      return true;
    }
    if (command && (!event || chance.oneIn(2))) {
      command(nextCommand++);
    } else {
      handle(new Input.Told(world.broker.events.get(nextEvent++)));
    }
    return true;
  }

  private void command(int offset) {
    String json = world.broker.commands.get(offset);
    Reply answer = answers.get(offset);
    if (answer != null) {
      world.trace("coordinator", "answers command %d again: %s", offset, answer.message());
      replies.send(answer);
      return;
    }
    try {
      handle(new Input.Commanded(CommandReader.read(json), offset));
    } catch (MalformedMessageException e) {
      world.trace("coordinator", "command %d cannot be read: %s", offset, e.getMessage());
      String message = String.valueOf(e.getMessage());
      replies.send(new Reply(null, Person.id(offset), null, false, message, now(), null));
    }
  }

  private boolean takeOverFirst() {
    boolean first = !takenOver;
    if (first) {
      handle(new Input.TakenOver());
      takenOver = true;
    }
    return first;
  }

  private void handle(Input input) {
    Decision decision = decide(input);
    if (world.trace.isKept() && !decision.equals(Decision.NOTHING)) {
      world.trace("coordinator", "%s", input);
      decision.states().forEach(state -> world.trace("", "  stores %s", state));
      decision.effects().forEach(effect -> world.trace("", "  %s", effect));
    }
    List<Put> puts = oversight.decided(this, input, decision);
    for (Put put : puts) {
      keep(put);
      changelog.send(put);
    }
    decision.states().forEach(states::send);
    decision.effects().forEach(this::send);
    if (doom != null && puts.size() > 1) {
      changelog.deliver(changelog.size() - doom.between(1, puts.size() - 1));
      crash();
    }
  }

  private void keep(Put put) {
    if (put.state() != null) {
      store.put(put.state().migration(), put.state());
    } else if (put.answered() != null) {
      answers.put(put.answered().offset(), put.answered().reply());
    }
  }

  private Decision decide(Input input) {
    try {
      return rules.decide(this, input, now());
    } catch (RuntimeException e) {
      throw Promise.DECIDES.broken("%s of %s", e, input);
    }
  }

  private void send(Effect effect) {
    if (effect instanceof Effect.SendTask send) {
      tasks.get(Math.floorMod(send.partition(), tasks.size())).send(send);
    } else if (effect instanceof Effect.SendReply send) {
      replies.send(send.reply());
    } else if (effect instanceof Effect.KeepSummary keep) {
      history.send(keep.summary());
    }
  }

  private Instant now() {
    return world.clock.now().minus(skew);
  }

  @Override
  public Optional<State> find(String migration) {
    return Optional.ofNullable(store.get(migration));
  }

  @Override
  public Collection<State> all() {
    return Collections.unmodifiableCollection(store.values());
  }
}
