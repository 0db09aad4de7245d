/**
 * From items to batches: regroups items by lane, and fills batches up to their bounds. The room knows {@code node} and {@code streams}.
 */
@NullMarked
package io.eventbatcher.batching.batch;

import org.jspecify.annotations.NullMarked;
