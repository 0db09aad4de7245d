/**
 * The table of conversions: for each type that a producer may write and each kind of field of an event, the value that is sent, or the
 * sentence that refuses. The room knows Avro's types and nothing of wire formats, registries or HubSpot.
 */
@NullMarked
package io.eventbatcher.ingest.conversion;

import org.jspecify.annotations.NullMarked;
