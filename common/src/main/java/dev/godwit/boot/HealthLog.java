package dev.godwit.boot;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs changes of state: back up as INFO, down as WARN, broken as ERROR. */
final class HealthLog implements HealthListener {

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  @Override
  public void changed(@Nullable Condition before, Condition now, @Nullable String next) {
    String what = now.component();
    switch (now.state()) {
      case STARTING -> LOG.atDebug().addKeyValue("component", what).log("{} is awaited", what);
      case UP -> {
        var line = LOG.atInfo().addKeyValue("component", what);
        if (before == null || before.state() == Condition.State.STARTING) {
          line.log("{} is up", what);
        } else {
          line.addKeyValue("downMs", before.lasted(now.since()).toMillis())
              .log("{} is up again", what);
        }
      }
      case DOWN ->
          LOG.atWarn()
              .addKeyValue("component", what)
              .log("{} is down: {}; {}", what, now.reason(), next);
      case BROKEN ->
          LOG.atError()
              .addKeyValue("component", what)
              .log("{} is broken: {}; the program has to be restarted", what, now.reason());
    }
  }
}
