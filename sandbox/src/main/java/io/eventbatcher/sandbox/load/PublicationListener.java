package io.eventbatcher.sandbox.load;

import io.eventbatcher.sandbox.load.plan.PlannedRecord;

/** Gets every record acknowledged by the broker, on the producer's thread. */
@FunctionalInterface
public interface PublicationListener {
    void published(PlannedRecord planned, String topic, long offset);
}
