/** The embedded stack as a whole: broker, registry and simulator together, and the service's configuration for them. */
@NullMarked
package io.eventbatcher.sandbox.stack;

import org.jspecify.annotations.NullMarked;
