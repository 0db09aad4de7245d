/**
 * Adds up the books of a live system: what was consumed against what was delivered, dropped as a duplicate, dead-lettered, or still
 * waits. Reads the ledger, the committed offsets and what lies between them and the ends of our topics; never joins a group, never
 * writes.
 */
@NullMarked
package io.eventbatcher.audit;

import org.jspecify.annotations.NullMarked;
