/** Takes tasks from Kafka, lets them be done, and tells what came of them. */
@NullMarked
package dev.godwit.worker.consume;

import org.jspecify.annotations.NullMarked;
