/**
 * A small schema registry that speaks Confluent's REST API, for the demo and for tests. It keeps everything in memory, knows Avro without
 * references only, and can be told to fail.
 */
@NullMarked
package io.eventbatcher.sandbox.registry;

import org.jspecify.annotations.NullMarked;
