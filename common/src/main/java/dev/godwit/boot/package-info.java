/**
 * What every program must do identically: settings, the ops HTTP server, health, start and stop.
 */
@NullMarked
package dev.godwit.boot;

import org.jspecify.annotations.NullMarked;
