package dev.godwit.protocol;

import java.util.regex.Pattern;

/** What a migration may be called: 1 to 200 of {@code A-Z a-z 0-9 . _ -}. */
public final class MigrationName {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  private MigrationName() {}

  /** Whether the text is a legal name. */
  public static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /**
   * Returns the name when it is legal.
   *
   * @throws IllegalArgumentException when it is not
   */
  public static String check(String name) {
    if (name == null || !isLegal(name)) {
      throw new IllegalArgumentException(
          "migration name '%s': expected 1 to 200 of A-Z a-z 0-9 . _ -".formatted(name));
    }
    return name;
  }
}
