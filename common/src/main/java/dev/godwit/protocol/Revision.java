package dev.godwit.protocol;

/**
 * Which edition of a migration is meant.
 *
 * @param version what its author counts up when its meaning changes; 1 or more
 * @param fingerprint {@code sha256:…} of the content of a declarative migration, of the
 *     specification of one in code
 */
public record Revision(int version, String fingerprint) {
  public Revision {
    if (version < 1) {
      throw new IllegalArgumentException("version %d: expected 1 or more".formatted(version));
    }
    fingerprint = fingerprint == null ? "" : fingerprint;
  }
}
