/**
 * A small schema registry with Confluent's REST API, for the demo and for tests. Keeps everything in memory, knows Avro without references
 * only, fails on command, and touches nothing of the service.
 */
@NullMarked
package io.eventbatcher.sandbox.registry;

import org.jspecify.annotations.NullMarked;
