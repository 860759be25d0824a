/** What can be learned of migrations from the files that declare them. */
@NullMarked
package dev.godwit.cli.files;

import org.jspecify.annotations.NullMarked;
