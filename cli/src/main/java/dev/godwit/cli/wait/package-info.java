/** Waiting until a migration, and what follows it, ends. */
@NullMarked
package dev.godwit.cli.wait;

import org.jspecify.annotations.NullMarked;
