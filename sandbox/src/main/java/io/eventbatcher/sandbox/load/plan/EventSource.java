package io.eventbatcher.sandbox.load.plan;

import java.util.random.RandomGenerator;

/** A source of records of one route. */
interface EventSource {

    /** An event that HubSpot takes, with the next number of its identity. */
    PlannedRecord delivered(RandomGenerator random);

    /** An event that breaks a documented limit and must not be sent. Invalid events take no number. */
    PlannedRecord invalid(RandomGenerator random);

    /**
     * An event that only HubSpot can refuse, under an identity of its own, because HubSpot might accept a merge with a good event. A source
     * with enough rejections may return an invalid event instead.
     */
    PlannedRecord rejected(RandomGenerator random);
}
