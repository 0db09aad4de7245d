/**
 * From a record's bytes to an Avro event: wire format, writer's schema, resolution, or another vendor's deserializer. The room knows
 * records and the registry's look-up, and returns every failure as a value.
 */
@NullMarked
package io.eventbatcher.ingest.avro;

import org.jspecify.annotations.NullMarked;
