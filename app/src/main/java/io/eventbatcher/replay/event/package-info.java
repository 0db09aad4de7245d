/**
 * The event within a dead letter, as its producer wrote it and as HubSpot was to get it. Touches ingest and the schema registry; changes
 * nothing.
 */
@NullMarked
package io.eventbatcher.replay.event;

import org.jspecify.annotations.NullMarked;
