package dev.godwit.coordinator.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Asks for anything at any time. */
final class Person {

  private static final List<String> NONSENSE =
      List.of(
          "{\"command\":\"start\",\"migration\":\"nobody\"%s}",
          "{\"command\":\"start\",\"migration\":\"plan\",\"next\":[\"nobody\"]%s}",
          "{\"command\":\"start\",\"migration\":\"plan\",\"batchSize\":0%s}",
          "{\"command\":\"start\",\"migration\":\"plan\",\"cursor\":\"\"%s}",
          "{\"command\":\"start\",\"migration\":\"plan\",\"batchsize\":5%s}",
          "{\"command\":\"start\",\"migration\":\"plan\",\"params\":{\"x\":1}%s}",
          "{\"command\":\"start\",\"migration\":\"plan\",\"reset\":true,\"cursor\":5%s}",
          "{\"command\":\"startSeries\",\"migrations\":[\"plan\",\"plan\"]%s}",
          "{\"command\":\"up\",\"to\":\"nobody\"%s}",
          "{\"command\":\"destroy\",\"migration\":\"plan\"%s}",
          "start plan%s");

  private final World world;

  Person(World world) {
    this.world = world;
  }

  /** The {@code id} of a command, by which its reply is known. */
  static String id(int offset) {
    return "c" + offset;
  }

  /** Adds the {@code id} and sends it. */
  void send(String format) {
    int offset = world.broker.commands.size();
    String command = format.formatted(",\"id\":\"%s\"".formatted(id(offset)));
    world.broker.commands.add(command);
    world.trace("person", "command %d: %s", offset, command);
  }

  void command(String verb, ModelMigration migration) {
    send("{\"command\":\"%s\",\"migration\":\"%s\"%%s}".formatted(verb, migration.wireName()));
  }

  void restart(ModelMigration migration) {
    send(start(migration.wireName(), "\"reset\":true"));
  }

  boolean sendAny(Chance chance) {
    if (world.happens(Fault.NONSENSE, chance, 8)) {
      send(chance.pick(NONSENSE));
      return true;
    }
    ModelMigration one = chance.pick(List.of(ModelMigration.values()));
    switch (chance.below(40)) {
      case 0, 1, 2, 3, 4, 5 -> command("start", one);
      case 6, 7 ->
          send(start(one.wireName(), "\"dryRun\":true" + maybe(chance, "\"batchSize\":3")));
      case 8, 9, 10, 11 -> send(start(one.wireName(), options(chance)));
      case 12, 13, 14 -> send(start(one.wireName(), "\"next\":" + some(chance, one)));
      case 15, 16, 17, 18 -> send(series(chance));
      case 19, 20 -> command("pause", one);
      case 21, 22, 23, 24, 25, 26 -> command("resume", one);
      case 27, 28 -> command("cancel", one);
      case 29, 30 -> command("clear", one);
      case 31 -> command("retryFailed", one);
      case 32 -> send("{\"command\":\"up\"%s%%s}".formatted(maybe(chance, upOptions(chance, one))));
      case 33, 34, 35, 36, 37, 38 -> command("retryFailed", ModelMigration.LENIENT);
      default -> send("{\"command\":\"cancelAll\"%s}");
    }
    return true;
  }

  private static String start(String migration, String options) {
    return "{\"command\":\"start\",\"migration\":\"%s\",%s%%s}".formatted(migration, options);
  }

  private static String options(Chance chance) {
    List<String> options = new ArrayList<>();
    options.add(
        switch (chance.below(4)) {
          case 0 -> "\"reset\":true";
          case 1 -> "\"cursor\":null";
          case 2 -> "\"cursor\":%d".formatted(chance.below(Simulation.MAX_ID));
          default -> "\"batchSize\":%d".formatted(chance.between(1, 6));
        });
    return options.get(0)
        + maybe(chance, "\"oneBatchOnly\":true")
        + maybe(chance, "\"onError\":\"%s\"".formatted(chance.oneIn(2) ? "skip" : "fail"))
        + maybe(chance, "\"maxFailures\":%d".formatted(chance.below(4)));
  }

  private static String upOptions(Chance chance, ModelMigration end) {
    return switch (chance.below(3)) {
      case 0 -> "\"to\":\"%s\"".formatted(end.wireName());
      case 1 -> "\"resume\":true";
      default -> "\"allowChanged\":true";
    };
  }

  private static String maybe(Chance chance, String option) {
    return chance.oneIn(3) ? "," + option : "";
  }

  private static String series(Chance chance) {
    List<ModelMigration> some = chance.some(List.of(ModelMigration.values()));
    return "{\"command\":\"startSeries\",\"migrations\":%s%s%%s}"
        .formatted(names(some), maybe(chance, "\"reset\":true"));
  }

  /** Some of the others. */
  private static String some(Chance chance, ModelMigration except) {
    List<ModelMigration> others = new ArrayList<>(Arrays.asList(ModelMigration.values()));
    others.remove(except);
    return names(chance.some(others));
  }

  private static String names(List<ModelMigration> migrations) {
    return migrations.stream()
        .map(migration -> "\"" + migration.wireName() + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
