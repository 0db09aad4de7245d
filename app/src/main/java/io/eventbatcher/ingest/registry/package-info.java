/**
 * The schema registry over Confluent's REST API: look-ups that never block, and the tasks of operators. Only here may OkHttp be used in
 * ingest; the room knows the settings, and no other room.
 */
@NullMarked
package io.eventbatcher.ingest.registry;

import org.jspecify.annotations.NullMarked;
