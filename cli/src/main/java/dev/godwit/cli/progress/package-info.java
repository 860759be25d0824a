/** How far, how fast and how long still, in numbers. */
@NullMarked
package dev.godwit.cli.progress;

import org.jspecify.annotations.NullMarked;
