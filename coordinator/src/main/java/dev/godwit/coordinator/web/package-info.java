/**
 * What the coordinator shows over HTTP, read from the state topic, so that standbys show it too.
 */
@NullMarked
package dev.godwit.coordinator.web;

import org.jspecify.annotations.NullMarked;
