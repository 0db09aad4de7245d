package io.eventbatcher.sandbox.load.plan;

import java.util.random.RandomGenerator;

/** Makes the records of one route. */
interface EventSource {

    /** An event that HubSpot takes, with the next number of its identity. */
    PlannedRecord delivered(RandomGenerator random);

    /** An event that breaks a documented limit, so that it must not be sent. It takes no number. */
    PlannedRecord invalid(RandomGenerator random);

    /**
     * An event that only HubSpot can refuse, under an identity of its own: merged with a good one it might be accepted. A source may
     * return an invalid one instead when it has made enough of these.
     */
    PlannedRecord rejected(RandomGenerator random);
}
