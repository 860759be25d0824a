/** The installation as it is reached by Kafka; the only package that imports its clients. */
@NullMarked
package dev.godwit.cli.kafka;

import org.jspecify.annotations.NullMarked;
