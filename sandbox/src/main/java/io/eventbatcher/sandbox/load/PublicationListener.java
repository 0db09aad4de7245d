package io.eventbatcher.sandbox.load;

import io.eventbatcher.sandbox.load.plan.PlannedRecord;

/** Is told of every record that the broker has acknowledged, on a thread of the producer's. */
@FunctionalInterface
public interface PublicationListener {
    /** The record stands in this topic, on its partition, at this offset. */
    void published(PlannedRecord planned, String topic, long offset);
}
