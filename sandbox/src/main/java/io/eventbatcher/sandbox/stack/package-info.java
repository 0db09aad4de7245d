/**
 * The embedded stack: broker, registry and simulator together, and the service's configuration for them. Touches the service's settings and
 * topics.
 */
@NullMarked
package io.eventbatcher.sandbox.stack;

import org.jspecify.annotations.NullMarked;
