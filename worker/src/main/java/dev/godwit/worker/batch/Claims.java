package dev.godwit.worker.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonValue;

/**
 * One write to another collection, and the documents of the page that want it.
 *
 * <p>Several may want the same document inserted if it is absent: the first that can has it, and
 * the others have nothing left to do.
 */
final class Claims {

  /** A document of the page, and what it wants. */
  record Claim(int index, SideWrite write) {}

  private final Object key;
  private final List<Claim> claims = new ArrayList<>();
  private int duplicates;

  private Claims(Object key, Claim first) {
    this.key = key;
    claims.add(first);
  }

  /** The writes to one collection, in order. */
  static List<Claims> of(List<Claim> wanted) {
    List<Claims> all = new ArrayList<>();
    Map<Object, Claims> latest = new HashMap<>();
    for (Claim claim : wanted) {
      Object key = BsonBytes.key(claim.write().id());
      Claims before = latest.get(key);
      if (claim.write().isInsertIfAbsent() && before != null && !before.first().isDelete()) {
        before.claims.add(claim);
      } else {
        Claims next = new Claims(key, claim);
        latest.put(key, next);
        all.add(next);
      }
    }
    return all;
  }

  /** Whether two writes are about the same document, so that their order matters. */
  static boolean overlap(List<Claims> all) {
    Set<Object> keys = new HashSet<>();
    return !all.stream().allMatch(claims -> keys.add(claims.key()));
  }

  /** Those that need nothing when their document is there before all else happens to it. */
  static List<Claims> insertsOf(List<Claims> all) {
    Set<Object> keys = new HashSet<>();
    return all.stream()
        .filter(claims -> keys.add(claims.key()) && claims.first().isInsertIfAbsent())
        .toList();
  }

  private SideWrite first() {
    return claims.get(0).write();
  }

  BsonValue id() {
    return first().id();
  }

  Object key() {
    return key;
  }

  /** That of the first document that is still to be migrated; empty when there is none. */
  Optional<Claim> current(Ledger ledger) {
    return claims.stream().filter(claim -> ledger.isOpen(claim.index())).findFirst();
  }

  /** Counts how often the same key was there already. */
  int duplicate() {
    return ++duplicates;
  }
}
