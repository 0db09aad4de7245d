/**
 * The names of nodes and stores, and the side outlets of every node: tallies, the ledger, dead letters. The room knows records and the
 * ledger, and no other room of batching.
 */
@NullMarked
package io.eventbatcher.batching.node;

import org.jspecify.annotations.NullMarked;
