/** How fast a run is, as far as its states were seen; for the metrics and for the status page. */
@NullMarked
package dev.godwit.coordinator.pace;

import org.jspecify.annotations.NullMarked;
