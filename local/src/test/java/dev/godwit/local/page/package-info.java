/** The status page in a real browser, before a real coordinator. */
@NullMarked
package dev.godwit.local.page;

import org.jspecify.annotations.NullMarked;
