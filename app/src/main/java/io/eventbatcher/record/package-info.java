/**
 * The records between the halves: items, batches and receipts, with their versioned encodings, and the bytes of them that memory may hold. Touches bytes and Kafka's headers; knows neither half.
 *
 * <p>The rule of the binary encodings: new fields are appended and the version stays, so that the previous release, which stops reading after its own
 * fields, can read newer records after a rollback. The version changes only if an old reader must refuse.
 */
@NullMarked
package io.eventbatcher.record;

import org.jspecify.annotations.NullMarked;
