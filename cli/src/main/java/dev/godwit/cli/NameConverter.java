package dev.godwit.cli;

import dev.godwit.protocol.MigrationName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Refuses what cannot be the name of a migration. */
final class NameConverter implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    if (!MigrationName.isLegal(text)) {
      throw new TypeConversionException(refusal(text));
    }
    return text;
  }

  static String refusal(String text) {
    return "'%s': expected the name of a migration, 1 to 200 of A-Z a-z 0-9 . _ -".formatted(text);
  }
}
