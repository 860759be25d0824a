package dev.godwit.worker.mongo;

import java.util.Set;

/**
 * What the server's error codes mean here (MongoDB's {@code error_codes.yml}, and the retryable
 * codes of the specifications that all drivers follow).
 */
final class ErrorCodes {

  static final int DUPLICATE_KEY = 11000;
  static final int UNAUTHORIZED = 13;

  private static final Set<Integer> PASSING =
      Set.of(
          6, // HostUnreachable
          7, // HostNotFound
          24, // LockTimeout
          43, // CursorNotFound
          63, // StaleShardVersion
          64, // WriteConcernFailed
          89, // NetworkTimeout
          91, // ShutdownInProgress
          100, // UnsatisfiableWriteConcern
          112, // WriteConflict
          133, // FailedToSatisfyReadPreference
          134, // ReadConcernMajorityNotAvailableYet
          150, // StaleEpoch
          175, // QueryPlanKilled
          189, // PrimarySteppedDown
          234, // RetryChangeStream
          237, // CursorKilled
          246, // SnapshotUnavailable
          249, // StaleDbVersion
          358, // InternalTransactionNotSupported, while a replica set is upgraded
          365, // TemporarilyUnavailable
          371, // UserWritesBlocked
          462, // IngressRequestRateLimitExceeded
          9001, // SocketException
          10058, // LegacyNotPrimary
          10107, // NotWritablePrimary
          11600, // InterruptedAtShutdown
          11601, // Interrupted
          11602, // InterruptedDueToReplStateChange
          13388, // StaleConfig
          13435, // NotPrimaryNoSecondaryOk
          13436, // NotPrimaryOrSecondary
          16500); // TooManyRequests, of compatible servers that throttle

  private static final Set<Integer> TOO_SLOW =
      Set.of(
          50, // MaxTimeMSExpired
          202, // NetworkInterfaceExceededTimeLimit
          262); // ExceededTimeLimit

  private static final Set<Integer> TOO_LARGE =
      Set.of(
          10334, // BSONObjectTooLarge
          146, // ExceededMemoryLimit
          292, // QueryExceededMemoryLimitNoDiskUseAllowed
          17419, // resulting document is too large
          17420); // document to insert is too large

  /** Errors of the statement, which every document would meet. */
  private static final Set<Integer> OF_THE_STATEMENT =
      Set.of(
          9, // FailedToParse
          UNAUTHORIZED,
          26, // NamespaceNotFound
          40, // ConflictingUpdateOperators
          59, // CommandNotFound
          61, // ShardKeyNotFound
          72, // InvalidOptions
          73, // InvalidNamespace
          115, // CommandNotSupported
          166, // CommandNotSupportedOnView
          168, // InvalidPipelineOperator
          40324); // unrecognized pipeline stage

  private ErrorCodes() {}

  static Trouble trouble(int code) {
    if (PASSING.contains(code)) {
      return Trouble.PASSING;
    } else if (TOO_SLOW.contains(code)) {
      return Trouble.TOO_SLOW;
    }
    return TOO_LARGE.contains(code) ? Trouble.TOO_LARGE : Trouble.REFUSED;
  }

  /** Whether an error that one write met says something of that write's document. */
  static boolean isOfTheDocument(int code) {
    return !PASSING.contains(code) && !TOO_SLOW.contains(code) && !OF_THE_STATEMENT.contains(code);
  }
}
