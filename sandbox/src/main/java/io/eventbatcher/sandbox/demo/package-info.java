/**
 * The demo: the whole pipeline in one process, under a known load, with books that must balance against HubSpot's side. Touches the
 * service, the load generator and the embedded stack.
 */
@NullMarked
package io.eventbatcher.sandbox.demo;

import org.jspecify.annotations.NullMarked;
