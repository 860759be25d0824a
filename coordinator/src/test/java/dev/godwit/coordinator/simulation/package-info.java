/**
 * The whole of Godwit without servers: the real {@code decide} between a model broker, model
 * workers and a model collection, under a seeded scheduler that lets go wrong whatever can, and
 * with every promise of the design checked after each step.
 */
@NullMarked
package dev.godwit.coordinator.simulation;

import org.jspecify.annotations.NullMarked;
