package dev.godwit.local.benchmark;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.godwit.local.LocalGodwit;
import dev.godwit.protocol.Event;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;
import org.bson.Document;

/** Measures hops and throughput, each contender once a round and all rounds in the same run. */
final class Benchmark {

  private static final int HOPS = 2_000;
  private static final int LOAD = 10_000;

  private static final Map<String, ToLongFunction<Event.Timing>> PARTS = parts();

  private final PrintStream out;
  private final int rounds;
  private int round;

  Benchmark(PrintStream out, int rounds) {
    this.out = out;
    this.rounds = rounds;
  }

  void run(LocalGodwit godwit, List<Integer> documents, List<Integer> pageSizes) {
    ConnectionString uri = new ConnectionString(godwit.mongodbUri());
    try (MongoClient client = MongoClients.create(uri);
        Runner runner = new Runner(godwit)) {
      MongoCollection<Document> collection =
          client
              .getDatabase(Objects.requireNonNull(uri.getDatabase()))
              .getCollection(Subjects.COLLECTION);
      measureHops(runner, collection);
      for (int count : documents) {
        fill(collection, count);
        for (int pageSize : pageSizes) {
          measureThroughput(runner, collection, count, pageSize);
        }
      }
    }
  }

  private void measureHops(Runner runner, MongoCollection<Document> collection) {
    fill(collection, HOPS);
    runner.run(Subjects.CODE, 1, nextRound());
    List<Double> medians = new ArrayList<>();
    List<Double> tails = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      runner.run(Subjects.CODE, 1, nextRound());
      List<Double> hops = runner.events().hops();
      medians.add(Medians.median(hops));
      tails.add(Medians.percentile(hops, 99));
    }
    out.printf(
        Locale.ROOT,
        "Hop of the cursor chain (end of a batch to begin of the next): p50 %.2f ms, p99 %.2f ms"
            + " (medians of %d rounds of %,d hops, one before to warm up)%n%n",
        Medians.median(medians),
        Medians.median(tails),
        rounds,
        HOPS);
  }

  private void measureThroughput(
      Runner runner, MongoCollection<Document> collection, int count, int pageSize) {
    Baselines baselines = new Baselines(collection);
    List<Double> kafka = new ArrayList<>();
    Map<String, List<Double>> parts = new LinkedHashMap<>();
    Map<String, Runnable> contenders = new LinkedHashMap<>();
    contenders.put("hand-written loop, unguarded", () -> baselines.loop(pageSize, round));
    contenders.put("the same loop, guarded", () -> baselines.guardedLoop(pageSize, round));
    contenders.put(
        "migration in code",
        () -> {
          runner.run(Subjects.CODE, pageSize, Map.of("round", round));
          kafka.add(runner.events().shareOfKafka());
          PARTS.forEach(
              (name, part) ->
                  parts
                      .computeIfAbsent(name, key -> new ArrayList<>())
                      .add(runner.events().meanOf(part)));
        });
    contenders.put(
        "declarative migration", () -> runner.run(Subjects.declared(round), pageSize, Map.of()));
    contenders.put("one updateMany", () -> baselines.updateMany(round));
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int i = 0; i <= rounds; i++) {
      nextRound();
      boolean warmsUp = i == 0;
      contenders.forEach(
          (name, contender) -> {
            long begun = System.nanoTime();
            contender.run();
            double rate = count / ((System.nanoTime() - begun) / 1e9);
            if (!warmsUp) {
              rates.computeIfAbsent(name, key -> new ArrayList<>()).add(rate);
            }
          });
    }
    tell(count, pageSize, rates);
    StringJoiner times = new StringJoiner(", ");
    parts.forEach(
        (name, measured) ->
            times.add(
                String.format(
                    Locale.ROOT,
                    "%s %.1f ms",
                    name,
                    Medians.median(measured.subList(1, measured.size())))));
    out.printf(
        Locale.ROOT,
        "  A page in code: %s; Kafka's share of a batch: %.1f %%%n%n",
        times,
        100 * Medians.median(kafka.subList(1, kafka.size())));
  }

  private static Map<String, ToLongFunction<Event.Timing>> parts() {
    Map<String, ToLongFunction<Event.Timing>> parts = new LinkedHashMap<>();
    parts.put("read", Event.Timing::readMs);
    parts.put("migrate", Event.Timing::migrateMs);
    parts.put("write", Event.Timing::writeMs);
    return parts;
  }

  private void tell(int count, int pageSize, Map<String, List<Double>> rates) {
    out.printf(Locale.ROOT, "%,d documents, pages of %,d%n", count, pageSize);
    double baseline = Medians.median(rates.values().iterator().next());
    rates.forEach(
        (name, measured) ->
            out.printf(
                Locale.ROOT,
                "  %-30s %,9.0f documents/s  %5.2f of the loop%n",
                name,
                Medians.median(measured),
                Medians.median(measured) / baseline));
  }

  private Map<String, Object> nextRound() {
    round++;
    return Map.of("round", round);
  }

  private void fill(MongoCollection<Document> collection, int count) {
    collection.drop();
    for (int from = 0; from < count; from += LOAD) {
      collection.insertMany(Subjects.documents(from, Math.min(count, from + LOAD)));
    }
  }
}
