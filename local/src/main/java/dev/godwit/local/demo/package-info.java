/** {@code godwit demo}: a series of migrations over a real data set, shown and checked. */
@NullMarked
package dev.godwit.local.demo;

import org.jspecify.annotations.NullMarked;
