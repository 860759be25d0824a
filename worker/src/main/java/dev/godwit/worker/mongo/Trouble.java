package dev.godwit.worker.mongo;

/** What is wrong when the database does not do what it is asked. */
public enum Trouble {
  /** No server could be found although the driver waited for one. */
  NO_SERVER,
  /** A connection broke or a primary is stepping down: the same again is likely to work. */
  PASSING,
  /** It took longer than it may. */
  TOO_SLOW,
  /** Request, reply or document is larger than the server takes. */
  TOO_LARGE,
  /** The transaction did not happen: the whole of it, perhaps a smaller one, may be tried again. */
  ABORTED,
  /** The server does not do it, now or later. */
  REFUSED,
  /** The thread was interrupted. */
  INTERRUPTED
}
