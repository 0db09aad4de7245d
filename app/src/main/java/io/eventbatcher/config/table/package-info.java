/**
 * The table of keys: names, types of values with their bounds, defaults, and values as somebody gave them. Only the other rooms of
 * {@code config} may touch the table, and the table knows none of them.
 */
@NullMarked
package io.eventbatcher.config.table;

import org.jspecify.annotations.NullMarked;
