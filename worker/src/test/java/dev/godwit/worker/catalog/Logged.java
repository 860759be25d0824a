package dev.godwit.worker.catalog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What one package logs from now on. */
final class Logged {

  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  Logged(String logger) {
    events.start();
    Logger named = (Logger) LoggerFactory.getLogger(logger);
    named.setLevel(Level.INFO);
    named.addAppender(events);
  }

  /** Messages with their key/value pairs. */
  List<String> lines() {
    return events.list.stream()
        .map(event -> event.getFormattedMessage() + " " + pairs(event))
        .toList();
  }

  private static String pairs(ILoggingEvent event) {
    StringBuilder pairs = new StringBuilder();
    if (event.getKeyValuePairs() != null) {
      event
          .getKeyValuePairs()
          .forEach(pair -> pairs.append(pair.key).append('=').append(pair.value).append(' '));
    }
    return pairs.toString();
  }
}
