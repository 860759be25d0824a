package dev.godwit.protocol;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for; read by {@link CommandReader}, written by {@link CommandWriter}.
 *
 * @param verb what to do
 * @param id echoed in the reply; null for none
 * @param by who asks, as claimed; null for nobody
 * @param migrations what it is about: one, or several in the order in which they are to run
 * @param options how to run, for {@code start}; {@code startSeries} takes {@code reset} only
 */
public record Command(
    Verb verb,
    @Nullable String id,
    @Nullable String by,
    List<String> migrations,
    StartOptions options) {

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

  /** A command about one migration that needs nothing else. */
  public static Command of(Verb verb, String migration) {
    return new Command(verb, null, null, List.of(migration), StartOptions.NONE);
  }

  /** Starts the first of these, and the others after it; the options are those of the first. */
  public static Command start(List<String> migrations, StartOptions options) {
    return new Command(Verb.START, null, null, migrations, options);
  }

  /** The same with the {@code id} that the reply echoes. */
  public Command withId(String newId) {
    return new Command(verb, newId, by, migrations, options);
  }

  /** The same with who asks. */
  public Command by(@Nullable String who) {
    return new Command(verb, id, who, migrations, options);
  }

  /** The migration it is about; null when it is about all. */
  public @Nullable String migration() {
    return migrations.isEmpty() ? null : migrations.get(0);
  }

  /** What is to run after the first one. */
  public List<String> next() {
    return migrations.isEmpty() ? List.of() : migrations.subList(1, migrations.size());
  }
}
