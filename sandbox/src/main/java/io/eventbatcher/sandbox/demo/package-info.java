/** The demo: the whole pipeline in one process, under a known load, ending with books that must balance against HubSpot's side. */
@NullMarked
package io.eventbatcher.sandbox.demo;

import org.jspecify.annotations.NullMarked;
