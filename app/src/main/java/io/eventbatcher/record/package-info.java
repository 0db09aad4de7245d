/**
 * What travels between the halves: items, batches and receipts, with their versioned encodings.
 *
 * <p>The rule of the binary encodings: new fields are appended and the version stays, so that the previous release, which stops
 * reading where it knows no further, can read them after a rollback. The version changes only when an old reader must refuse.
 */
@NullMarked
package io.eventbatcher.record;

import org.jspecify.annotations.NullMarked;
