package io.eventbatcher.delivery.rejection;

import java.time.Instant;

/** The last event names that HubSpot took, two of them: enough to say of any name whether another one was. */
final class AcceptedNames {
    private String latest = "";
    private Instant latestAt = Instant.MIN;
    private Instant otherAt = Instant.MIN;

    void note(String name, Instant now) {
        if (!name.equals(latest)) {
            otherAt = latestAt;
            latest = name;
        }
        latestAt = now;
    }

    /** Whether an event of another name was taken since then. */
    boolean otherThan(String name, Instant since) {
        return !(name.equals(latest) ? otherAt : latestAt).isBefore(since);
    }
}
