/** A MongoDB in the process, for tests and for local mode. */
@NullMarked
package dev.godwit.local.mongodb;

import org.jspecify.annotations.NullMarked;
