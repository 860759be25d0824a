package dev.godwit.cli;

import dev.godwit.cli.installation.Address;
import dev.godwit.cli.installation.Answered;
import dev.godwit.cli.installation.Installation;
import dev.godwit.cli.installation.InstallationException;
import dev.godwit.cli.installation.StateFeed;
import dev.godwit.protocol.Command;
import dev.godwit.protocol.CommandWriter;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An installation whose answers and states a test writes down beforehand. */
final class FakeInstallation implements Installation {

  /** Where every command stands. */
  static final long OFFSET = 7;

  private final ManualClock clock;
  private final SortedMap<String, State> states = new TreeMap<>();
  private final Deque<List<State>> changes = new ArrayDeque<>();
  private final List<RunSummary> runs = new ArrayList<>();
  private final List<Command> asked = new ArrayList<>();
  private Function<Command, Reply> answer = command -> reply(command, true, "run 1 begins");
  private @Nullable RuntimeException end;
  private @Nullable Address address;
  private int notThere;
  private @Nullable Duration patience;

  FakeInstallation(ManualClock clock) {
    this.clock = clock;
  }

  Installation at(Address where) {
    address = where;
    return this;
  }

  FakeInstallation knows(State... known) {
    for (State state : known) {
      states.put(state.migration(), state);
    }
    return this;
  }

  /** One poll brings all of these at once. */
  FakeInstallation then(State... changed) {
    changes.add(List.of(changed));
    return this;
  }

  /** When nothing changes any more, polling fails. */
  FakeInstallation thenFails(RuntimeException failure) {
    end = failure;
    return this;
  }

  FakeInstallation accepts(String message) {
    return answers(command -> reply(command, true, message));
  }

  FakeInstallation refuses(String message) {
    return answers(command -> reply(command, false, message));
  }

  FakeInstallation answers(Function<Command, Reply> newAnswer) {
    answer = newAnswer;
    return this;
  }

  static Reply reply(Command command, boolean accepted, String message) {
    return new Reply(
        command.verb().wireName(),
        command.id(),
        command.migration(),
        accepted,
        message,
        Cli.START,
        null);
  }

  /** What was asked, as JSON. */
  List<String> asked() {
    return asked.stream().map(CommandWriter::write).toList();
  }

  Address address() {
    if (address == null) {
      throw new IllegalStateException("nobody connected");
    }
    return address;
  }

  Duration patience() {
    if (patience == null) {
      throw new IllegalStateException("nobody asked");
    }
    return patience;
  }

  @Override
  public Answered ask(Command command, Duration answerWithin) {
    asked.add(command);
    patience = answerWithin;
    return new Answered(answer.apply(command), OFFSET);
  }

  /** Its states cannot be read so many times. */
  FakeInstallation isNotThere(int times) {
    notThere = times;
    return this;
  }

  @Override
  public StateFeed states() {
    if (notThere-- > 0) {
      clock.advance(Duration.ofMinutes(1));
      throw new InstallationException("there is no topic");
    }
    return new Feed();
  }

  @Override
  public List<RunSummary> history(String migration) {
    return runs.stream().filter(run -> run.migration().equals(migration)).toList();
  }

  FakeInstallation ran(RunSummary... summaries) {
    runs.addAll(List.of(summaries));
    return this;
  }

  @Override
  public void close() {}

  private final class Feed implements StateFeed {

    @Override
    public SortedMap<String, State> states() {
      return Collections.unmodifiableSortedMap(states);
    }

    @Override
    public boolean poll(Duration atMost) {
      clock.advance(atMost);
      if (changes.isEmpty()) {
        if (end != null) {
          throw end;
        }
        if (clock.instant().isAfter(StateBuilder.BEGUN.plus(Duration.ofHours(1)))) {
          throw new AssertionError("it waits for ever");
        }
        return false;
      }
      changes.remove().forEach(state -> states.put(state.migration(), state));
      return true;
    }

    @Override
    public void close() {}
  }
}
