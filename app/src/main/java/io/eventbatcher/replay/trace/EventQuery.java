package io.eventbatcher.replay.trace;

import java.time.Instant;

/**
 * The question for an event.
 *
 * @param by the property that is known of the event
 * @param text the property's value; of an origin {@code topic/partition/offset}
 * @param since the time from which source topics and receipts are read, by the timestamps of their records
 * @param most so many events are told at most, the newest
 */
public record EventQuery(By by, String text, Instant since, int most) {
    /** The properties by which an event is found. */
    public enum By {
        UUID("uuid"),
        EMAIL("e-mail"),
        OBJECT_ID("object id"),
        EXTERNAL_ID("external id"),
        ORIGIN("origin");

        private final String label;

        By(String label) {
            this.label = label;
        }
    }

    /** The property and its value, in words. */
    @Override
    public String toString() {
        return "the " + by.label + ' ' + text;
    }
}
