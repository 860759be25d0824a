package dev.godwit.coordinator.web;

import dev.godwit.boot.FollowedRecord;
import dev.godwit.boot.OpsServer;
import dev.godwit.boot.Routes;
import dev.godwit.coordinator.people.Proof;
import dev.godwit.coordinator.people.Tokens;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Failures;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.RunInfo;
import dev.godwit.protocol.Series;
import dev.godwit.protocol.StartedBy;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Status;
import dev.godwit.protocol.Times;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status page's server without Kafka: a test plays the topics. */
final class Site implements AutoCloseable {

  static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

  final StateView states = new StateView();
  final HistoryView history = new HistoryView();
  final ReplyView replies = new ReplyView();
  final List<Sent> sent = new ArrayList<>();
  boolean caughtUp = true;
  boolean kafkaAway;
  DeadLetterSource letters = offsets -> new DeadLetterSource.Found(List.of(), null);
  private final OpsServer server;

  /** A command that was sent. */
  record Sent(String command, @Nullable Proof proof) {}

  Site(Tokens tokens) {
    Clock clock = Clock.fixed(AT.plusSeconds(10), ZoneOffset.UTC);
    server =
        OpsServer.start(
            "127.0.0.1",
            0,
            WebRoutes.add(
                new Routes(),
                new Views(states, history, replies, () -> caughtUp),
                new ChangesApi(states, "i", "test", clock),
                new DeadLettersApi(offsets -> letters.read(offsets)),
                new CommandsApi(tokens, this::send, () -> "made", clock)));
  }

  private void send(byte[] command, @Nullable Proof proof) {
    if (kafkaAway) {
      throw new CommandSink.NotConfirmedException("Kafka did not confirm it", null);
    }
    sent.add(new Sent(new String(command, StandardCharsets.UTF_8), proof));
  }

  void put(@Nullable String key, @Nullable String value) {
    states.read(record(key, value));
  }

  static FollowedRecord record(@Nullable String key, @Nullable String value) {
    return new FollowedRecord(key, value, 0, AT);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return sent(request(path, headers));
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return sent(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.close();
  }

  static String pending(String migration) {
    return Json.write(
        state(migration, Status.PENDING, 0, State.Progress.NONE, new Times(null, AT, null, 0)));
  }

  /** Running for ten seconds, with 100 of 300 documents done. */
  static String running(String migration) {
    return Json.write(
        state(
            migration,
            Status.RUNNING,
            1,
            new State.Progress(Counts.of(100, 0, 0, 0, 0, 0), 300L, List.of(), null, null),
            new Times(AT, AT.plusSeconds(10), null, 10_000)));
  }

  /** In its second run, in which as many documents as letters failed. */
  static String failed(String migration, Failures failures) {
    return Json.write(
        state(
            migration,
            Status.COMPLETED_WITH_FAILURES,
            2,
            new State.Progress(
                Counts.of(0, 0, 0, failures.letters().size(), 0, 0),
                300L,
                List.of(),
                null,
                null,
                failures),
            new Times(AT, AT, AT, 10_000)));
  }

  private static State state(
      String migration, Status status, int run, State.Progress progress, Times times) {
    return new State(
        new Definition(migration, "", "teams", new Revision(1, ""), Defaults.STANDARD, List.of()),
        status,
        new RunInfo(run, 10, OnError.FAIL, null, Map.of(), false),
        progress,
        new State.Context(times, StartedBy.NOBODY, Series.NONE, null),
        null);
  }
}
