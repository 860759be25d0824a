/** States, replies and dry runs as people read them. */
@NullMarked
package dev.godwit.cli.text;

import org.jspecify.annotations.NullMarked;
