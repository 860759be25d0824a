/** The only place that talks to MongoDB. */
@NullMarked
package dev.godwit.worker.mongo;

import org.jspecify.annotations.NullMarked;
