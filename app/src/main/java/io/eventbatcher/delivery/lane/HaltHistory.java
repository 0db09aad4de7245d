package io.eventbatcher.delivery.lane;

/**
 * The halting answers that a request drew. They speak against the inputs rather than the route if HubSpot takes inputs of later requests
 * in the meantime.
 *
 * @param firstRequest number of the first request that drew a halting answer; -1 for none
 * @param lastRequest number of the last request that did
 * @param alone the halting answers to the single input
 * @param comparisons the halting answers to the single input behind an acceptance of the route since the answer before
 */
public record HaltHistory(long firstRequest, long lastRequest, int alone, int comparisons) {
    /** A request that never drew a halting answer. */
    public static final HaltHistory NONE = new HaltHistory(-1, -1, 0, 0);

    public boolean isEmpty() {
        return firstRequest < 0;
    }

    /** The history of a part before the first try. */
    HaltHistory ofPart() {
        return new HaltHistory(firstRequest, lastRequest, 0, 0);
    }

    /**
     * The history after one more halting answer.
     *
     * @param number number of the request
     * @param newestTaken number of the newest request of the route with an input taken
     */
    HaltHistory halted(long number, boolean single, long newestTaken) {
        boolean compared = single && !isEmpty() && newestTaken > lastRequest;
        return new HaltHistory(
                isEmpty() ? number : firstRequest,
                number,
                single ? alone + 1 : 0,
                single ? comparisons + (compared ? 1 : 0) : 0);
    }

    /** True if HubSpot took an input of a request that was sent after the first halting answer. */
    public boolean othersTaken(long newestTaken) {
        return !isEmpty() && newestTaken > firstRequest;
    }
}
