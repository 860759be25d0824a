package dev.godwit.worker.batch;

import dev.godwit.migration.OnError;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a page that the server is known to refuse.
 *
 * <p>A refused write ends the transaction that it is in. So the page is done again without its
 * document, which is failed from the start then.
 */
final class Refusals {

  /** A page of which more are refused ends after the last that is known. */
  static final int MOST = 10;

  private final Map<Object, String> reasons = new HashMap<>();
  private @Nullable PageRead page;
  private @Nullable Ledger ledger;
  private boolean met;
  private boolean learned;

  /** The ledger of a page, in which those that are known have failed. */
  Ledger ledger(PageRead page, OnError onError) {
    Ledger ledger = new Ledger(page.size(), onError);
    if (!reasons.isEmpty()) {
      failKnown(page, ledger);
    }
    this.page = page;
    this.ledger = ledger;
    return ledger;
  }

  private void failKnown(PageRead page, Ledger ledger) {
    int last = 0;
    for (int i = 0; i < page.size(); i++) {
      String reason = reasons.get(BsonBytes.key(page.id(i)));
      if (reason != null) {
        ledger.fail(i, reason);
        last = i;
      }
    }
    if (reasons.size() >= MOST) {
      ledger.cut(last + 1);
    }
  }

  /** One of many was refused, and the server does not say which. */
  void somewhere() {
    learned |= !met;
    met = true;
  }

  /** Whether each document needs a write of its own, so that it is known which one is refused. */
  boolean areMet() {
    return met;
  }

  /** Whether more is known of the page than before it was done the last time. */
  boolean learn() {
    boolean more = learned;
    learned = false;
    if (page != null && ledger != null) {
      for (Map.Entry<Integer, String> refused : ledger.refused().entrySet()) {
        Object key = BsonBytes.key(page.id(refused.getKey()));
        more |= reasons.putIfAbsent(key, refused.getValue()) == null;
      }
    }
    page = null;
    ledger = null;
    return more;
  }
}
