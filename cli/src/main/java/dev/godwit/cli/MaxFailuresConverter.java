package dev.godwit.cli;

import dev.godwit.migration.MaxFailures;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 10} and {@code 5%}. */
final class MaxFailuresConverter implements ITypeConverter<MaxFailures> {

  @Override
  public MaxFailures convert(String text) {
    try {
      return MaxFailures.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'%s': expected a whole number of documents, 0 or more, or a share such as 5%%"
              .formatted(text));
    }
  }
}
