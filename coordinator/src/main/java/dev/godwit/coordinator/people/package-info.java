/** Who may act on the status page, and how the coordinator that decides knows that it was them. */
@NullMarked
package dev.godwit.coordinator.people;

import org.jspecify.annotations.NullMarked;
