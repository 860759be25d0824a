package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.DeadLetter;
import dev.godwit.protocol.DryRunRequest;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.Page;
import dev.godwit.protocol.Range;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.Revision;
import dev.godwit.protocol.Task;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for one page of a migration after the other, as the coordinator does. */
final class PageLoop {

  private final TestPace time = new TestPace();
  private final Database database;
  private final KnownMigration known;
  private final List<Event.Completed> pages = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private int batchSize = 100;
  private OnError onError = OnError.FAIL;
  private Map<String, Object> params = Map.of();
  private Range range = Range.ALL;
  private DeadLetterPolicy policy = DeadLetterPolicy.ID_ONLY;
  private ParameterSecrets secrets =
      reference -> {
        throw new IllegalArgumentException("no secret " + reference);
      };
  private long batch;

  PageLoop(Database database, KnownMigration known) {
    this.database = database;
    this.known = known;
  }

  PageLoop batchSize(int documents) {
    batchSize = documents;
    return this;
  }

  PageLoop onError(OnError action) {
    onError = action;
    return this;
  }

  PageLoop params(Map<String, Object> values) {
    params = values;
    return this;
  }

  PageLoop secrets(ParameterSecrets known) {
    secrets = known;
    return this;
  }

  PageLoop range(Range part) {
    range = part;
    return this;
  }

  PageLoop deadLetters(DeadLetterPolicy wanted) {
    policy = wanted;
    return this;
  }

  TestPace time() {
    return time;
  }

  private BatchWork work() {
    return new BatchWork(Migrations.catalog(known), database, secrets, "w1", policy, time.pace());
  }

  private Task task(Task.Kind kind, long number) {
    Task task =
        new Task(
            kind,
            new BatchId(known.definition().migration(), 1, 0, number),
            1,
            new Revision(known.definition().revision().version(), "sha256:test"),
            new Page(range, batchSize, onError, params),
            kind == Task.Kind.DRY_RUN ? new DryRunRequest("c1", "alice") : null,
            time.instant());
    // As it arrives: over the wire.
    return Json.read(Json.write(task), Task.class);
  }

  private WorkResult perform(Task.Kind kind, long number) {
    try {
      return work().perform(task(kind, number), documents -> {});
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** One page, whatever came of it; the loop stays where it is unless it was completed. */
  Event attempt() {
    WorkResult result = perform(Task.Kind.BATCH, batch + 1);
    Event event = result.event();
    assertThat(event).isNotNull();
    deadLetters.addAll(result.deadLetters());
    if (event instanceof Event.Completed completed) {
      Event.Completed read = Json.read(Json.write(completed), Event.Completed.class);
      assertThat(read.span().from()).isEqualTo(range.cursor());
      batch++;
      pages.add(read);
      range = range.after(read.span().cursor());
    }
    return event;
  }

  /** One page, which must be completed. */
  Event.Completed page() {
    Event event = attempt();
    assertThat(event).isInstanceOf(Event.Completed.class);
    return pages.get(pages.size() - 1);
  }

  /** Pages until the last, or one that has an error. */
  PageLoop run() {
    Event.Completed page = page();
    while (!page.span().done() && page.error() == null) {
      assertThat(pages).as("pages").hasSizeLessThan(10_000);
      page = page();
    }
    return this;
  }

  Event.Prepared prepare() {
    Event event = perform(Task.Kind.PREPARE, BatchId.PREPARE).event();
    assertThat(event).isInstanceOf(Event.Prepared.class);
    return (Event.Prepared) event;
  }

  Reply dryRun() {
    Reply reply = perform(Task.Kind.DRY_RUN, batch + 1).reply();
    assertThat(reply).isNotNull();
    return Json.read(Json.write(reply), Reply.class);
  }

  Event.Completed page(int number) {
    return pages.get(number);
  }

  List<Event.Completed> pages() {
    return pages;
  }

  List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  /** Where the next page begins. */
  @Nullable Cursor cursor() {
    return range.cursor();
  }

  /** Of all pages together. */
  Counts counts() {
    return pages.stream().map(Event.Completed::counts).reduce(Counts.ZERO, Counts::plus);
  }
}
