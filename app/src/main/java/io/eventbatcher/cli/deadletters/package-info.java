/**
 * The commands {@code event-batcher dead-letters}: options, tables and sentences. The engine is in {@code replay}; the room decides nothing.
 */
@NullMarked
package io.eventbatcher.cli.deadletters;

import org.jspecify.annotations.NullMarked;
