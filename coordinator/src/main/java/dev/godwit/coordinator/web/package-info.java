/** What the coordinator shows and takes over HTTP, by way of topics, so that standbys do it too. */
@NullMarked
package dev.godwit.coordinator.web;

import org.jspecify.annotations.NullMarked;
