/**
 * The web console: shows the status and the dead letters of the whole system, and acts through the same classes as the command line.
 *
 * <p>Keeps no truth of its own: what a page shows is read from the status and from topics when somebody asks. Nothing in the flow waits for
 * this room. A page is a class in {@code console.page}, named in {@link io.eventbatcher.console.Console}.
 */
@NullMarked
package io.eventbatcher.console;

import org.jspecify.annotations.NullMarked;
