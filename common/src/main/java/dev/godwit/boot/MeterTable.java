package dev.godwit.boot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of a program's meters, as its DESIGN page has it. */
public final class MeterTable {

  private MeterTable() {}

  /** The meters of every program and these, without a line end after the last row. */
  public static String markdown(List<MeterSpec> own) {
    return Stream.concat(Arrays.stream(ProgramMeter.values()).map(ProgramMeter::spec), own.stream())
        .map(MeterSpec::row)
        .collect(
            Collectors.joining(
                "\n", "| metric | type | labels | what it is |\n|---|---|---|---|\n", ""));
  }
}
