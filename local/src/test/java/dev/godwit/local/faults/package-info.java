/** What happens to the real programs when something is killed, stopped, cut or away. */
@NullMarked
package dev.godwit.local.faults;

import org.jspecify.annotations.NullMarked;
