/**
 * The events of the three routes: HubSpot's documented limits, identities, and the JSON inputs. The room knows generated event classes,
 * and neither Avro's encoding nor the registry.
 */
@NullMarked
package io.eventbatcher.ingest.event;

import org.jspecify.annotations.NullMarked;
