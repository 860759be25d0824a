package dev.godwit.cli.installation;

/** Reaches installations. */
@FunctionalInterface
public interface Connector {

  /**
   * Prepares to talk to an installation; what cannot be reached shows when it is used.
   *
   * @param address where it is
   */
  Installation connect(Address address);
}
