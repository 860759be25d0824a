/** Progress that is shown while it goes on: as a bar, or line by line. */
@NullMarked
package dev.godwit.cli.display;

import org.jspecify.annotations.NullMarked;
