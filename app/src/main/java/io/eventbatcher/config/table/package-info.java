/**
 * The table of keys: names, types of values with their bounds, defaults, and values with their origins. Only the rooms of
 * {@code config} may touch the table, and the table touches no room.
 */
@NullMarked
package io.eventbatcher.config.table;

import org.jspecify.annotations.NullMarked;
