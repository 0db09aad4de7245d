/**
 * From a producer's bytes to an item: wire format, writer's schema, Avro, the API's limits, JSON. The only place that knows Avro.
 * A record that cannot pass is refused with all its reasons; one whose schema the registry has not
 * told yet waits. Nothing here blocks, but for another vendor's deserializer.
 */
@NullMarked
package io.eventbatcher.ingest;

import org.jspecify.annotations.NullMarked;
