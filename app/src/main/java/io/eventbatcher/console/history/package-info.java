/**
 * The record of what people look at and do: a line of the log, and an entry on the topic of resolutions. Orders to lanes go the way of the
 * command line.
 */
@NullMarked
package io.eventbatcher.console.history;

import org.jspecify.annotations.NullMarked;
