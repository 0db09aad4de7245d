/**
 * The settings of the service: records that cannot be wrong, each with its keys, their bounds and their manual. The room touches only
 * the table of keys below; all other code may read the records.
 */
@NullMarked
package io.eventbatcher.config;

import org.jspecify.annotations.NullMarked;
