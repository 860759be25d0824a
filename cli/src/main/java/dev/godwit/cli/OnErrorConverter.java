package dev.godwit.cli;

import dev.godwit.migration.OnError;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code fail} and {@code skip}. */
final class OnErrorConverter implements ITypeConverter<OnError> {

  @Override
  public OnError convert(String text) {
    for (OnError onError : OnError.values()) {
      if (onError.wireName().equals(text.toLowerCase(Locale.ROOT))) {
        return onError;
      }
    }
    throw new TypeConversionException("'%s': expected fail or skip".formatted(text));
  }
}
