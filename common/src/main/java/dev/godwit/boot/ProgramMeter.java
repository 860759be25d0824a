package dev.godwit.boot;

import dev.godwit.boot.MeterSpec.Kind;

/** The meters that every program has. */
enum ProgramMeter {
  BUILD(
      MeterSpec.of(
          Kind.GAUGE,
          "godwit.build.info",
          "always 1; says which version runs",
          "program",
          "version")),
  COMPONENT_UP(
      MeterSpec.of(
          Kind.GAUGE,
          "godwit.component.up",
          "1 while what the program depends on is as it should be, else 0",
          "component"));

  private final MeterSpec spec;

  ProgramMeter(MeterSpec spec) {
    this.spec = spec;
  }

  MeterSpec spec() {
    return spec;
  }
}
