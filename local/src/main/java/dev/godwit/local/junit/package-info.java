/** For people who test their own migrations with JUnit 5. */
@NullMarked
package dev.godwit.local.junit;

import org.jspecify.annotations.NullMarked;
