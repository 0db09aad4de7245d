/**
 * From source topics to items: keeps the origin, ingests in order, and defers records that cannot be decided yet. The room knows {@code
 * node}, {@code position}, {@code streams}, and the bounds of {@code batch}.
 */
@NullMarked
package io.eventbatcher.batching.source;

import org.jspecify.annotations.NullMarked;
