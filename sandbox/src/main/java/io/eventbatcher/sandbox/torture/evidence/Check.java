package io.eventbatcher.sandbox.torture.evidence;

/** The checks after a run. The label names the count in the JSON; each count must be zero. */
public enum Check {
    /** Published, and neither taken by HubSpot nor a dead letter; or replayed, and neither taken nor dead once more. */
    LOST("lost"),
    /** Deleted by the kit before any reading, and not counted as lost before reading; or counted so, and not deleted. */
    NEVER_READ("neverRead"),
    /** The service's audit calls the books balanced and something is missing, or finds gaps and nothing is missing. */
    MISAUDITED("misaudited"),
    /** Taken once more, and neither a kill nor an ambiguous answer explains the repetition. */
    DELIVERED_TWICE_UNEXPLAINED("deliveredTwiceUnexplained"),
    /** Taken against the event's fate. */
    UNEXPECTED_DELIVERIES("unexpectedDeliveries"),
    /** A further receipt of an event. */
    DUPLICATE_RECEIPTS("duplicateReceipts"),
    /** HubSpot took the event, and no receipt tells it. */
    MISSING_RECEIPTS("missingReceipts"),
    /** A receipt without a delivery, or with the name of a request that did not deliver the event. */
    RECEIPTS_WITHOUT_DELIVERY("receiptsWithoutDelivery"),
    /** A dead letter of an event to be delivered, a second dead letter of an event, or a wrong reason. */
    WRONGLY_DEAD_LETTERED("wronglyDeadLettered"),
    /** Key, value or original headers differ from the published record. */
    ALTERED_DEAD_LETTERS("alteredDeadLetters"),
    /** A command that named a dead letter ended well, and the letter was not sent. */
    NOT_REPLAYED("notReplayed"),
    /** A letter was sent that nobody named, or that an operator had discarded. */
    REPLAYED_UNASKED("replayedUnasked"),
    /** A letter was sent more often than runs marked it. */
    REPLAYED_TWICE("replayedTwice"),
    /** An edited event arrived as it was before. */
    EDITS_LOST("editsLost"),
    /** A mark on a letter, or the state that the product tells of it, is not what HubSpot and the topics know. */
    FALSE_MARKS("falseMarks"),
    /** A change of a marketing event was taken after a later change. */
    OUT_OF_ORDER("outOfOrder"),
    /** The ledger counts another number of duplicates than were published. */
    MISCOUNTED_DUPLICATES("miscountedDuplicates"),
    /** A service process ended without an order, or ended badly after an order. */
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
