package dev.godwit.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What every program measures: its build, what it depends on, its JVM. */
public final class ProgramMeters {

  private ProgramMeters() {}

  /**
   * The registry of a program, whose every meter has a help text and, when that is set, the label
   * {@code environment}.
   *
   * @param program such as "worker"
   * @param main a class of its jar, whose manifest tells the version
   * @param environment made from at least {@link CommonSettings#ALL}
   */
  public static PrometheusMeterRegistry registry(
      String program, Class<?> main, Environment environment) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    environment
        .find(CommonSettings.ENVIRONMENT)
        .ifPresent(name -> registry.config().commonTags("environment", name));
    registry.config().meterFilter(new LibraryMeters(environment.get(CommonSettings.TOPIC_PREFIX)));
    String version = main.getPackage().getImplementationVersion();
    ProgramMeter.BUILD
        .spec()
        .gauge(registry, () -> 1, program, version == null ? "development" : version);
    return registry;
  }

  /** Health that logs every change, and is measured. */
  public static Health health(Clock clock, MeterRegistry registry) {
    Map<String, Condition.State> states = new ConcurrentHashMap<>();
    HealthLog log = new HealthLog();
    return new Health(
        clock,
        (before, now, next) -> {
          String component = now.component();
          if (states.put(component, now.state()) == null) {
            ProgramMeter.COMPONENT_UP
                .spec()
                .gauge(
                    registry, () -> states.get(component) == Condition.State.UP ? 1 : 0, component);
          }
          log.changed(before, now, next);
        });
  }

  /** Measures the JVM and the process until it is closed. */
  public static AutoCloseable ofJvm(MeterRegistry registry) {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(registry);
    return collections;
  }
}
