package dev.godwit.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalKafka;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The network between worker and MongoDB is bad, or MongoDB is away for a time. */
class CutConnectionsIT {

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int DOCUMENTS = 10_000;
  private static final long SEED = Long.getLong("godwit.seed", System.nanoTime());

  private final Random random = new Random(SEED);
  private final AtomicInteger cutBefore = new AtomicInteger();
  private final AtomicInteger cutAfter = new AtomicInteger();
  private volatile boolean bad;

  @Test
  void everythingIsDoneOnceAndCountedOnce(@TempDir Path directory) throws Exception {
    // given
    System.out.println("seed of the cuts: " + SEED);
    Files.writeString(directory.resolve("declared.yaml"), MovedUp.DECLARATION);
    Things things = Things.in(MONGO.database().getCollection(MovedUp.COLLECTION), DOCUMENTS);
    try (Proxy proxy = new Proxy(MONGO.embedded().port(), this::fate);
        LocalGodwit godwit = godwit(proxy, directory);
        Observer observer = new Observer(godwit.bootstrapServers(), godwit.topics());
        Clicking application =
            new Clicking(
                things,
                () -> (int) observer.processed(observer.slowest(Things.MIGRATIONS)),
                new Random(random.nextLong()))) {
      soon(() -> Things.MIGRATIONS.forEach(name -> assertThat(observer.state(name)).isPresent()));

      // when
      bad = true;
      Things.MIGRATIONS.forEach(
          name -> observer.send("{'command':'start','migration':'%s'}".formatted(name)));
      soon(
          () ->
              assertThat(observer.processed(observer.slowest(Things.MIGRATIONS)))
                  .isGreaterThan(DOCUMENTS / 3));
      bad = false;
      proxy.refuse();

      // then
      String worker = godwit.workerUrls().get(0);
      soon(() -> assertThat(get(worker + "/ready").body()).contains("mongodb"));
      assertThat(get(worker + "/ready").statusCode()).isEqualTo(503);
      assertThat(get(worker + "/live").statusCode()).isEqualTo(200);
      soon(
          () ->
              assertThat(observer.state(observer.slowest(Things.MIGRATIONS)))
                  .map(state -> String.valueOf(state.progress().waitingFor()))
                  .hasValueSatisfying(reason -> assertThat(reason).contains("MongoDB")));

      // when
      String slowest = observer.slowest(Things.MIGRATIONS);
      long batch = observer.batch(slowest);
      long back = System.nanoTime();
      proxy.accept();

      // then
      soon(() -> assertThat(observer.batch(slowest)).isGreaterThan(batch));
      long wentOn = System.nanoTime();
      bad = true;
      for (String name : Things.MIGRATIONS) {
        soon(() -> assertThat(observer.state(name)).map(State::status).contains(Status.COMPLETED));
      }
      System.out.printf(
          "%d cuts before, %d after, %d failed batches; went on %d ms after MongoDB was back%n",
          cutBefore.get(),
          cutAfter.get(),
          observer.failures(),
          TimeUnit.NANOSECONDS.toMillis(wentOn - back));
      things.assertMigratedOnce(application.stop());
      things.assertCounted(observer, observer.failures());
      assertThat(cutBefore).hasPositiveValue();
      assertThat(cutAfter).hasPositiveValue();
    }
  }

  /** Of a page's messages only: whoever just looks whether the server is there must find it. */
  private synchronized Proxy.Fate fate(byte[] request) {
    String text =
        new String(request, 0, Math.min(request.length, 100), StandardCharsets.ISO_8859_1);
    if (!bad || !(text.contains("update") || text.contains("find"))) {
      return Proxy.Fate.FORWARDED;
    }
    // One of each at least, whatever the seed.
    boolean due = text.contains("update") && (cutAfter.get() == 0 || cutBefore.get() == 0);
    int drawn = due ? (cutAfter.get() == 0 ? 16 : 12) : random.nextInt(100);
    if (drawn < 10) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(drawn));
    } else if (drawn < 13) {
      cutBefore.incrementAndGet();
      return Proxy.Fate.CUT_BEFORE;
    } else if (drawn < 17) {
      cutAfter.incrementAndGet();
      return Proxy.Fate.CUT_AFTER;
    }
    return Proxy.Fate.FORWARDED;
  }

  private static LocalGodwit godwit(Proxy proxy, Path directory) throws InterruptedException {
    String uri =
        "mongodb://127.0.0.1:%d/%s?serverSelectionTimeoutMS=3000"
            .formatted(proxy.port(), MONGO.database().getName());
    return LocalGodwit.started(
        LocalOptions.embedded()
            .with(LocalKafka.at(KAFKA.bootstrapServers()))
            .with(LocalMongo.at(uri))
            .with(new LocalWorkers(1, directory, MovedUp.MIGRATIONS))
            .withVariables(
                Map.of(
                    "GODWIT_TOPIC_PREFIX",
                    KAFKA.uniquePrefix(),
                    "GODWIT_TASK_PARTITIONS",
                    "8",
                    "GODWIT_REPLICATION_FACTOR",
                    "1")));
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void soon(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }
}
