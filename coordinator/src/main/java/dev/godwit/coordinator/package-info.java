/** The program: its settings, its metrics, and how its parts are put together. */
@NullMarked
package dev.godwit.coordinator;

import org.jspecify.annotations.NullMarked;
