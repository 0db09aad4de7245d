/**
 * Readers of the configuration: YAML, the environment, files of secrets, and the checks of Kafka's properties. The room touches the
 * settings and the table of keys, and only the command line and tools for tests may touch the room.
 */
@NullMarked
package io.eventbatcher.config.source;

import org.jspecify.annotations.NullMarked;
