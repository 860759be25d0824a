/** What is in {@code deploy/}, checked against what the programs and Kubernetes expect. */
@NullMarked
package dev.godwit.deploy;

import org.jspecify.annotations.NullMarked;
