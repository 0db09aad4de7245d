/**
 * The table of keys: names, types of values with their bounds, defaults, and values with their origins. The rooms of
 * {@code config} touch the table, and HubSpot's credentials its form of a token; the table touches no room.
 */
@NullMarked
package io.eventbatcher.config.table;

import org.jspecify.annotations.NullMarked;
