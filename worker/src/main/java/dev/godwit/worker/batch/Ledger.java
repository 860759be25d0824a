package dev.godwit.worker.batch;

import dev.godwit.migration.OnError;
import dev.godwit.protocol.Counts;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of each document of a page, by its number in the page.
 *
 * <p>Documents from {@link #limit} on are not handled: because the one at the limit failed and
 * nothing after it may be written, or because the time was up.
 */
final class Ledger {

  /** What became of a document. */
  enum Outcome {
    UPDATED,
    UNCHANGED,
    DELETED,
    VANISHED,
    FAILED
  }

  private final OnError onError;
  private final Outcome[] outcomes;
  private final int[] conflicts;
  private final TreeMap<Integer, String> failures = new TreeMap<>();
  private final TreeMap<Integer, String> refused = new TreeMap<>();
  private int limit;

  Ledger(int size, OnError onError) {
    this.onError = onError;
    this.outcomes = new Outcome[size];
    this.conflicts = new int[size];
    this.limit = size;
  }

  /** Whether something is still to be done about it. */
  boolean isOpen(int index) {
    return index < limit && outcomes[index] == null;
  }

  void settle(int index, Outcome outcome) {
    outcomes[index] = outcome;
  }

  /** It cannot be migrated. */
  void fail(int index, String reason) {
    if (index >= limit) {
      return;
    }
    failures.put(index, reason);
    if (onError == OnError.FAIL) {
      limit = index;
    } else {
      outcomes[index] = Outcome.FAILED;
    }
  }

  /** The server does not write it. */
  void refuse(int index, String reason) {
    refused.put(index, reason);
    fail(index, reason);
  }

  /** The documents that the server did not write, and why. */
  SortedMap<Integer, String> refused() {
    return Collections.unmodifiableSortedMap(refused);
  }

  /** It and those after it are left to the next page. */
  void cut(int index) {
    limit = Math.min(limit, index);
  }

  /** It was changed by somebody else before it was written. */
  void conflict(int index) {
    conflicts[index]++;
  }

  int limit() {
    return limit;
  }

  /** Why the run must stop at the document at the limit; null when it need not. */
  @Nullable String stopped() {
    return onError == OnError.FAIL ? failures.get(limit) : null;
  }

  /** The documents that failed and were skipped, and why. */
  SortedMap<Integer, String> skipped() {
    return onError == OnError.SKIP
        ? Collections.unmodifiableSortedMap(failures.headMap(limit))
        : Collections.emptySortedMap();
  }

  Counts counts() {
    return Counts.of(
        count(Outcome.UPDATED),
        count(Outcome.UNCHANGED),
        count(Outcome.DELETED),
        count(Outcome.FAILED),
        count(Outcome.VANISHED),
        Arrays.stream(conflicts, 0, limit).asLongStream().sum());
  }

  private long count(Outcome outcome) {
    return Arrays.stream(outcomes, 0, limit).filter(each -> each == outcome).count();
  }
}
