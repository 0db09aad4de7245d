/**
 * The settings of the service: records within bounds, each with the keys, their bounds and their manual. The room touches only the
 * table of keys; the rest of the code may read the records.
 */
@NullMarked
package io.eventbatcher.config;

import org.jspecify.annotations.NullMarked;
