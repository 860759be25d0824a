package dev.godwit.protocol;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for; read by {@link CommandReader}, written by {@link CommandWriter}.
 *
 * @param verb what to do
 * @param id echoed in the reply; null for none
 * @param actor who asks
 * @param migrations what it is about: one, or several in the order in which they are to run; for
 *     {@code up}, which have to be known before it begins
 * @param options how to run, for {@code start}; {@code startSeries} takes {@code reset} only
 * @param up how far, for {@code up}
 */
public record Command(
    Verb verb,
    @Nullable String id,
    Actor actor,
    List<String> migrations,
    StartOptions options,
    UpOptions up) {

  /** What can be asked for. */
  public enum Verb {
    START("start"),
    START_SERIES("startSeries"),
    PAUSE("pause"),
    RESUME("resume"),
    CANCEL("cancel"),
    CANCEL_ALL("cancelAll"),
    RETRY_FAILED("retryFailed"),
    CLEAR("clear"),
    UP("up");

    private final String wireName;

    Verb(String wireName) {
      this.wireName = wireName;
    }

    /** The word on the wire and in front of people. */
    public String wireName() {
      return wireName;
    }

    @Override
    public String toString() {
      return wireName;
    }
  }

  public Command {
    migrations = List.copyOf(migrations);
    migrations.forEach(MigrationName::check);
    if (new HashSet<>(migrations).size() < migrations.size()) {
      throw new IllegalArgumentException("a migration is named twice in " + migrations);
    }
  }

  /** Any other than {@code up}, by whom it says. */
  public Command(
      Verb verb,
      @Nullable String id,
      @Nullable String by,
      List<String> migrations,
      StartOptions options) {
    this(verb, id, Actor.claimed(by), migrations, options, UpOptions.NONE);
  }

  /** A command about one migration that needs nothing else. */
  public static Command of(Verb verb, String migration) {
    return new Command(verb, null, null, List.of(migration), StartOptions.NONE);
  }

  /** Starts the first of these, and the others after it; the options are those of the first. */
  public static Command start(List<String> migrations, StartOptions options) {
    return new Command(Verb.START, null, null, migrations, options);
  }

  /** Runs everything that is not completed, as soon as all of these are known. */
  public static Command up(List<String> migrations, UpOptions options) {
    return new Command(Verb.UP, null, Actor.NOBODY, migrations, StartOptions.NONE, options);
  }

  /** The same with the {@code id} that the reply echoes. */
  public Command withId(String newId) {
    return new Command(verb, newId, actor, migrations, options, up);
  }

  /** The same with who asks, as they say. */
  public Command by(@Nullable String who) {
    return by(Actor.claimed(who));
  }

  /** The same with who asks. */
  public Command by(Actor who) {
    return new Command(verb, id, who, migrations, options, up);
  }

  /** The same as whoever may write commands could have sent it. */
  public Command claimed() {
    return by(actor.name());
  }

  /** The name of who asks; null for nobody. */
  public @Nullable String by() {
    return actor.name();
  }

  /** The migration it is about; null when it is about all. */
  public @Nullable String migration() {
    return verb == Verb.UP || migrations.isEmpty() ? null : migrations.get(0);
  }

  /** What is to run after the first one. */
  public List<String> next() {
    return migrations.isEmpty() ? List.of() : migrations.subList(1, migrations.size());
  }
}
