package io.eventbatcher.sandbox.torture.evidence;

/** What is checked after a run. The label names the count in the JSON; each must be zero. */
public enum Check {
    /** Published, and neither taken by HubSpot nor a dead letter; or replayed, and neither taken nor dead once more. */
    LOST("lost"),
    /** Taken once more, and neither a kill nor an ambiguous answer explains the repetition. */
    DELIVERED_TWICE_UNEXPLAINED("deliveredTwiceUnexplained"),
    /** Taken, though it was never to be delivered. */
    UNEXPECTED_DELIVERIES("unexpectedDeliveries"),
    /** A further receipt of an event. */
    DUPLICATE_RECEIPTS("duplicateReceipts"),
    /** HubSpot took it, and no receipt says so. */
    MISSING_RECEIPTS("missingReceipts"),
    /** A receipt, and HubSpot never took the event, or not with the request that the receipt names. */
    RECEIPTS_WITHOUT_DELIVERY("receiptsWithoutDelivery"),
    /** A dead letter of an event that must be delivered, a second one of the same, or one for the wrong reason. */
    WRONGLY_DEAD_LETTERED("wronglyDeadLettered"),
    /** Key, value or original headers differ from what was published. */
    ALTERED_DEAD_LETTERS("alteredDeadLetters"),
    /** A change of a marketing event was taken after a later one. */
    OUT_OF_ORDER("outOfOrder"),
    /** The ledger counts another number of duplicates than were published. */
    MISCOUNTED_DUPLICATES("miscountedDuplicates"),
    /** A service process ended though nobody told it to, or did not end well when told. */
    ENDED_BY_ITSELF("endedByItself"),
    /** When all faults were over, something still waited at the end of the patience. */
    STUCK("stuck");

    private final String label;

    Check(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
