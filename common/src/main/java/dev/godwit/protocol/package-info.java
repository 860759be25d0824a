/**
 * Every type whose bytes cross Kafka: commands, tasks, events, states, replies, and the names of
 * their topics.
 */
@NullMarked
package dev.godwit.protocol;

import org.jspecify.annotations.NullMarked;
