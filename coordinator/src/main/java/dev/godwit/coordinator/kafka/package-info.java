/** What the status page reads from Kafka, and writes there, on demand. */
@NullMarked
package dev.godwit.coordinator.kafka;

import org.jspecify.annotations.NullMarked;
