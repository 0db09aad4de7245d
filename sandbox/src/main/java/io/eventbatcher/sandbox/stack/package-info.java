/**
 * The embedded stack: broker, registry and simulator together, the service's configuration for them, and programs in processes of their own. Touches
 * the service's settings, topics and command line.
 */
@NullMarked
package io.eventbatcher.sandbox.stack;

import org.jspecify.annotations.NullMarked;
