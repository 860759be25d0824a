/** Measures Godwit against a hand-written loop and one server-side update. */
@NullMarked
package dev.godwit.local.benchmark;

import org.jspecify.annotations.NullMarked;
