/** The program: its settings, its metrics, and how its parts are put together. */
@NullMarked
package dev.godwit.worker;

import org.jspecify.annotations.NullMarked;
