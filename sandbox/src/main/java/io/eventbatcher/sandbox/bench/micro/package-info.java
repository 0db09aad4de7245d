/** Ingest alone under JMH, without Kafka and HTTP. */
@NullMarked
package io.eventbatcher.sandbox.bench.micro;

import org.jspecify.annotations.NullMarked;
