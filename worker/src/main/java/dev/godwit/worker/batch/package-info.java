/** Does one task: reads a page, migrates it, writes it. */
@NullMarked
package dev.godwit.worker.batch;

import org.jspecify.annotations.NullMarked;
