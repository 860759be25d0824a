/** A real Kafka broker inside the process. */
@NullMarked
package dev.godwit.local.kafka;

import org.jspecify.annotations.NullMarked;
