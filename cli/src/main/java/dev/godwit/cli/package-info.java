/** The {@code godwit} command: what people type, checked and turned into commands. */
@NullMarked
package dev.godwit.cli;

import org.jspecify.annotations.NullMarked;
