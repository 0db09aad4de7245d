/**
 * The load generator: publishes the records of a plan, and keeps the truth about them for a checker. Touches the broker and the schema
 * registry, and of the service only the routes and the event classes.
 */
@NullMarked
package io.eventbatcher.sandbox.load;

import org.jspecify.annotations.NullMarked;
