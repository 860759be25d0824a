/** The Kafka Streams application around the rules. */
@NullMarked
package dev.godwit.coordinator.topology;

import org.jspecify.annotations.NullMarked;
