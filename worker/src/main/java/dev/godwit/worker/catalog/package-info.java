/** Finds the migrations that this worker can run: in code, and in declarative files. */
@NullMarked
package dev.godwit.worker.catalog;

import org.jspecify.annotations.NullMarked;
