/** The schema registry: who wrote a record by which schema, over Confluent's REST API. */
@NullMarked
package io.eventbatcher.ingest.registry;

import org.jspecify.annotations.NullMarked;
