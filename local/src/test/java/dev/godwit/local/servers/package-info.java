/** The servers that integration tests talk to. */
@NullMarked
package dev.godwit.local.servers;

import org.jspecify.annotations.NullMarked;
