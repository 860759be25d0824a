/** What people who write migrations compile against. */
@NullMarked
package dev.godwit.migration;

import org.jspecify.annotations.NullMarked;
