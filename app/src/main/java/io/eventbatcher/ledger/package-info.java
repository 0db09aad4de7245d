/** The ledger: cumulative counts of what came in and what became of it, written in the same transaction as what they count. */
@NullMarked
package io.eventbatcher.ledger;

import org.jspecify.annotations.NullMarked;
