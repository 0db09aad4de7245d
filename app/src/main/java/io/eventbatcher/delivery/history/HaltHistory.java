package io.eventbatcher.delivery.history;

/**
 * The halting answers that a request drew.
 *
 * @param sentAtFirst number of the newest request sent when the first came, to the request or its whole; -1 for none
 * @param sentAtLast the same for the last answer, to the request itself; -1 for none
 * @param alone the tries of the single input
 */
public record HaltHistory(long sentAtFirst, long sentAtLast, TriesAlone alone) {
    /** A request that never drew a halting answer. */
    public static final HaltHistory NONE = new HaltHistory(-1, -1, TriesAlone.NONE);

    public boolean isEmpty() {
        return sentAtFirst < 0;
    }

    /** True if the request itself drew none, whatever its whole did. */
    public boolean untried() {
        return sentAtLast < 0;
    }

    /** The history of a part before the first try. */
    public HaltHistory ofPart() {
        return new HaltHistory(sentAtFirst, -1, TriesAlone.NONE);
    }

    /** The history after one more halting answer. */
    public HaltHistory halted(long newestSent, TriesAlone changed) {
        return new HaltHistory(isEmpty() ? newestSent : sentAtFirst, newestSent, changed);
    }

    /** True if HubSpot took an input of a request that was sent after the first halting answer had come. */
    public boolean othersTaken(long newestTaken) {
        return !isEmpty() && newestTaken > sentAtFirst;
    }

    /**
     * The tries of a single input while the route is open.
     *
     * @param taken the answers of the route by which HubSpot had taken others, when the first halting answer came
     * @param halted the halting answers of the route to others until then
     * @param refusals the halting answers behind an acceptance of others since the answer before
     * @param inVain the halting answers in a row without such an acceptance
     */
    public record TriesAlone(long taken, long halted, int refusals, int inVain) {
        /** An input that was not tried alone. */
        public static final TriesAlone NONE = new TriesAlone(-1, -1, 0, 0);

        /** @param othersTaken true if HubSpot took others since the answer before */
        public TriesAlone refused(boolean othersTaken) {
            return othersTaken
                    ? new TriesAlone(taken, halted, refusals + 1, 0)
                    : new TriesAlone(taken, halted, refusals, inVain + 1);
        }
    }
}
