/** TLS, SASL, and what must not be seen. */
@NullMarked
package dev.godwit.local.secure;

import org.jspecify.annotations.NullMarked;
