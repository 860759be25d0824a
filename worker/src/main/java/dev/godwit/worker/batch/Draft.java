package dev.godwit.worker.batch;

import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * A document that is to be migrated.
 *
 * @param index its number in the page
 * @param image what it is
 * @param tries how often it was written, or migrated again, in vain
 */
record Draft(int index, RawBsonDocument image, int tries) {

  /** After so many it is given up. */
  static final int MOST_TRIES = 10;

  BsonValue id() {
    return BsonBytes.id(image);
  }

  Draft again(RawBsonDocument now) {
    return new Draft(index, now, tries + 1);
  }
}
