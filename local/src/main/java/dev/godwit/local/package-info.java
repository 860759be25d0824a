/** Everything in one process: {@code godwit demo}, {@code godwit dev}, and what tests start. */
@NullMarked
package dev.godwit.local;

import org.jspecify.annotations.NullMarked;
