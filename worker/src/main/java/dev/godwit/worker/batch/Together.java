package dev.godwit.worker.batch;

import dev.godwit.migration.MigrationSpec;
import dev.godwit.protocol.FailureKind;
import dev.godwit.worker.catalog.KnownMigration;
import dev.godwit.worker.mongo.CollectionFacts;
import dev.godwit.worker.mongo.Transactions;
import java.util.Optional;

/** Which migrations need a transaction for each page. */
final class Together {

  private Together() {}

  /** Whether the migration says so, or has no other guard there. */
  static boolean isNeeded(KnownMigration known, CollectionFacts facts) {
    return known.spec().source().transaction() || isWithoutGuard(known, facts);
  }

  /** Whether what is read again is no proof that nothing changed: texts may differ and be equal. */
  static boolean isWithoutGuard(KnownMigration known, CollectionFacts facts) {
    return facts.hasCollation() && known instanceof KnownMigration.InCode;
  }

  /**
   * The transactions for a page; empty when it needs none.
   *
   * @throws BatchFailedException when it needs one and the server has none
   */
  static Optional<Transactions> of(KnownMigration known, Tools tools) throws InterruptedException {
    MigrationSpec.Source source = known.spec().source();
    if (!source.transaction() && !(known instanceof KnownMigration.InCode)) {
      return Optional.empty();
    }
    Optional<Transactions> there = tools.attempts().read(tools.database()::transactions);
    if (there.isEmpty() && source.transaction()) {
      throw new BatchFailedException(FailureKind.PERMANENT, refusal(known));
    }
    return there.isPresent() && (source.transaction() || hasNoGuard(known, tools))
        ? there
        : Optional.empty();
  }

  private static boolean hasNoGuard(KnownMigration known, Tools tools) throws InterruptedException {
    String collection = known.spec().source().collection();
    return tools
        .attempts()
        .read(() -> tools.database().look(collection))
        .filter(facts -> isWithoutGuard(known, facts))
        .isPresent();
  }

  static String refusal(KnownMigration known) {
    return ("'%s' wants a transaction for each page, which only a replica set or a sharded cluster has,"
            + " and MongoDB runs as a single server here; declare a versionField instead of the transaction")
        .formatted(known.spec().name());
  }
}
