package dev.godwit.cli;

import dev.godwit.protocol.Defaults;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many documents a page takes. */
final class BatchSizeConverter implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    try {
      int size = Integer.parseInt(text.strip());
      if (size >= 1 && size <= Defaults.MAX_BATCH_SIZE) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number that is out of range.
    }
    throw new TypeConversionException(
        "'%s': expected a whole number from 1 to %d; leave it out for the migration's own"
            .formatted(text, Defaults.MAX_BATCH_SIZE));
  }
}
