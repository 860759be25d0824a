package dev.godwit.cli;

import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.StartOptions.Handling;
import dev.godwit.protocol.StartOptions.StartAt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where pages are read, and how their documents are handled. */
final class PageOptions {

  @Option(
      names = "--cursor",
      paramLabel = "ID",
      order = 20,
      converter = CursorConverter.class,
      description = {
        "Begins after this _id, in a new run: Extended JSON, or the 24 digits of an ObjectId.",
        "A text stands in quotes of its own: --cursor '\"abc\"'."
      })
  private @Nullable Cursor cursor;

  @Option(
      names = "--from-start",
      order = 21,
      description = "Begins with the first document, in a new run.")
  private boolean fromStart;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      order = 22,
      converter = BatchSizeConverter.class,
      description = "Documents per page; the migration's own unless given.")
  private @Nullable Integer batchSize;

  @Option(
      names = "--on-error",
      paramLabel = "fail|skip",
      order = 23,
      converter = OnErrorConverter.class,
      description = "Whether a document that fails stops the run, or is put aside.")
  private @Nullable OnError onError;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      order = 25,
      converter = Assignment.Converter.class,
      description = {
        "A value that the migration takes; can be repeated.",
        "A secret is given by reference: --param key=env:NAME or key=file:NAME."
      })
  private List<Assignment> params = new ArrayList<>();

  /** Where a new run begins; null to go on where it stands. */
  @Nullable StartAt startAt() {
    if (fromStart) {
      return new StartAt(null);
    }
    return cursor == null ? null : new StartAt(cursor);
  }

  /** Whether both were given, of which only one can be meant. */
  boolean contradicts() {
    return fromStart && cursor != null;
  }

  Handling handling(@Nullable MaxFailures maxFailures) {
    return new Handling(batchSize, onError, maxFailures);
  }

  List<Assignment> params() {
    return List.copyOf(params);
  }
}
