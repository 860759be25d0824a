/** Looking on while migrations get on. */
@NullMarked
package dev.godwit.cli.watch;

import org.jspecify.annotations.NullMarked;
