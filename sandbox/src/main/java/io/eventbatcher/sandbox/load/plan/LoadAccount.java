package io.eventbatcher.sandbox.load.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The HubSpot account that a load assumes: HubSpot must take events of the names and ids given here, and refuse all others. */
public final class LoadAccount {
    /** HubSpot wants the account's id in event names. */
    static final long HUB_ID = 1_234_567;

    /** HubSpot must refuse a marketing upsert with this {@code eventOrganizer}, though the upsert breaks no documented rule. */
    public static final String UNKNOWN_ORGANIZER = "organizer-unknown-to-hubspot";

    /** The last object id of a marketing event; the first is 1. */
    public static final int LAST_OBJECT_ID = 500;

    static final String EVENT_NAME_PREFIX = "pe" + HUB_ID + "_";

    static final List<String> EVENT_NAMES = Stream.of(
                    "checkout_completed",
                    "cart_abandoned",
                    "product_viewed",
                    "newsletter_subscribed",
                    "trial_started",
                    "invoice_paid",
                    "support_requested",
                    "video_watched",
                    "document_downloaded",
                    "app_opened")
            .map(EVENT_NAME_PREFIX::concat)
            .toList();

    private LoadAccount() {}

    /** The names of all event definitions. */
    public static Set<String> eventNames() {
        return Set.copyOf(EVENT_NAMES);
    }
}
