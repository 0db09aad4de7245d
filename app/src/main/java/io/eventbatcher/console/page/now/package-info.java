/**
 * The first page: the flow of events as a picture, all causes that hold events up, and the orders that people give to lanes.
 */
@NullMarked
package io.eventbatcher.console.page.now;

import org.jspecify.annotations.NullMarked;
