/** What the command line needs of an installation, whatever lies between. */
@NullMarked
package dev.godwit.cli.installation;

import org.jspecify.annotations.NullMarked;
