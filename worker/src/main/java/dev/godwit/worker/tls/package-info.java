/** Certificates and keys from files. */
@NullMarked
package dev.godwit.worker.tls;

import org.jspecify.annotations.NullMarked;
