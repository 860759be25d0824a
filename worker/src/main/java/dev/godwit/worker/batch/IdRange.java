package dev.godwit.worker.batch;

import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Range;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Everything after one {@code _id}, up to and with another, in BSON order over all types.
 *
 * <p>A comparison matches values of its operand's kind only, and {@code $gt NaN} nothing at all.
 * Both bounds are therefore unions over the kinds of values, with NaN, the first among numbers, as
 * a branch of its own.
 *
 * @param after where it begins; null for the beginning
 * @param upTo the last that belongs to it; null for the end
 */
record IdRange(@Nullable BsonValue after, @Nullable BsonValue upTo) {

  private static final BsonDocument NAN = new BsonDocument("$eq", new BsonDouble(Double.NaN));

  /** All numbers but NaN. */
  private static final BsonDocument PROPER_NUMBERS =
      new BsonDocument("$gte", new BsonDouble(Double.NEGATIVE_INFINITY));

  static IdRange of(Range range) {
    return new IdRange(id(range.cursor()), id(range.upperBound()));
  }

  private static @Nullable BsonValue id(@Nullable Cursor cursor) {
    return cursor == null ? null : cursor.after();
  }

  /** A filter that matches exactly the documents with an {@code _id} in the range. */
  BsonDocument filter() {
    if (after == null && upTo == null) {
      return new BsonDocument();
    }
    List<BsonDocument> branches = branches();
    return switch (branches.size()) {
      case 0 -> onId(new BsonDocument("$in", new BsonArray()));
      case 1 -> onId(branches.get(0));
      default ->
          new BsonDocument("$or", new BsonArray(branches.stream().map(IdRange::onId).toList()));
    };
  }

  static BsonDocument onId(BsonDocument condition) {
    return new BsonDocument("_id", condition);
  }

  /** Conditions on the {@code _id}, in BSON order, of which each value meets at most one. */
  List<BsonDocument> branches() {
    TypeBracket first = after == null ? null : TypeBracket.of(after);
    TypeBracket last = upTo == null ? null : TypeBracket.of(upTo);
    List<BsonDocument> branches = new ArrayList<>();
    if (first != null && first == last) {
      addWithin(first, branches);
      return branches;
    }
    if (first != null && last != null && first.compareTo(last) > 0) {
      return branches;
    }
    if (first != null) {
      addAbove(first, branches);
    }
    addWhole(first, last, branches);
    if (last != null) {
      addBelow(last, branches);
    }
    return branches;
  }

  private void addWithin(TypeBracket bracket, List<BsonDocument> branches) {
    if (after == null || upTo == null || bracket.hasSingleValue() || !bracket.canBeId()) {
      return;
    }
    if (Numbers.isNaN(upTo)) {
      return;
    }
    branches.add(
        Numbers.isNaN(after)
            ? new BsonDocument("$lte", upTo)
            : new BsonDocument("$gt", after).append("$lte", upTo));
  }

  private void addAbove(TypeBracket bracket, List<BsonDocument> branches) {
    if (after == null || bracket.hasSingleValue() || !bracket.canBeId()) {
      return;
    }
    branches.add(Numbers.isNaN(after) ? PROPER_NUMBERS : new BsonDocument("$gt", after));
  }

  private void addBelow(TypeBracket bracket, List<BsonDocument> branches) {
    if (upTo == null || !bracket.canBeId()) {
      return;
    }
    if (bracket.hasSingleValue()) {
      // Not $lte: with MaxKey it matches values of every kind.
      branches.add(ofTypes(bracket.typeNumbers()));
      return;
    }
    if (bracket == TypeBracket.NUMBER) {
      branches.add(NAN);
    }
    if (!Numbers.isNaN(upTo)) {
      branches.add(new BsonDocument("$lte", upTo));
    }
  }

  /** All values of the kinds between the two. */
  private static void addWhole(
      @Nullable TypeBracket first, @Nullable TypeBracket last, List<BsonDocument> branches) {
    List<Integer> types = new ArrayList<>();
    for (TypeBracket bracket : TypeBracket.values()) {
      if ((first != null && bracket.compareTo(first) <= 0)
          || (last != null && bracket.compareTo(last) >= 0)) {
        continue;
      }
      if (bracket == TypeBracket.NUMBER) {
        addTypes(types, branches);
        branches.add(NAN);
        branches.add(PROPER_NUMBERS);
      } else if (bracket.canBeId()) {
        types.addAll(bracket.typeNumbers());
      }
    }
    addTypes(types, branches);
  }

  private static void addTypes(List<Integer> types, List<BsonDocument> branches) {
    if (!types.isEmpty()) {
      branches.add(ofTypes(types));
      types.clear();
    }
  }

  private static BsonDocument ofTypes(List<Integer> types) {
    return new BsonDocument("$type", new BsonArray(types.stream().map(BsonInt32::new).toList()));
  }
}
