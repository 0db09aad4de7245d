/**
 * From a producer's bytes to an item, or to a refusal with all its reasons, or to a later try. The only package that knows Avro; nothing
 * blocks, but for another vendor's deserializer.
 */
@NullMarked
package io.eventbatcher.ingest;

import org.jspecify.annotations.NullMarked;
