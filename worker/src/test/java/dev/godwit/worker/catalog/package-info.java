/** Tests of finding migrations. */
@NullMarked
package dev.godwit.worker.catalog;

import org.jspecify.annotations.NullMarked;
