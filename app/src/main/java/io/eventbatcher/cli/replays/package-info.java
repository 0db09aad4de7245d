/**
 * The commands {@code event-batcher dead-letters} that change something: replays and their runs, discards. Plans, questions and tables; the
 * engine is in {@code replay.run}, and the room decides nothing.
 */
@NullMarked
package io.eventbatcher.cli.replays;

import org.jspecify.annotations.NullMarked;
