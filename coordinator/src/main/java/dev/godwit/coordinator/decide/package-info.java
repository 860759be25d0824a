/** All rules of the lifecycle, as one pure function: no clock, no Kafka, no MongoDB. */
@NullMarked
package dev.godwit.coordinator.decide;

import org.jspecify.annotations.NullMarked;
