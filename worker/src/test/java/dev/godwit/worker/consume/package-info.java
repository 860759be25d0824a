/** Tests of taking tasks and telling what came of them. */
@NullMarked
package dev.godwit.worker.consume;

import org.jspecify.annotations.NullMarked;
