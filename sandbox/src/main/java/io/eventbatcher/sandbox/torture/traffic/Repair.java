package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Edit;
import io.eventbatcher.sandbox.load.plan.LoadAccount;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.faults.Poison;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Removes an event's cause of death: makes an object known, repairs the event, or repairs HubSpot. */
public final class Repair {
    private static final String KNOWN_EVENT_NAME =
            LoadAccount.eventNames().stream().sorted().findFirst().orElseThrow();
    private static final String KNOWN_ORGANIZER = "Kaffeehaus Köln";

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();

    private final Poison poison;

    public Repair(Poison poison) {
        this.poison = poison;
    }

    /** True if HubSpot knows the marketing event in the meantime. Thread-safe. */
    public boolean hasMadeKnown(String objectId) {
        return known.contains(objectId);
    }

    /** True if HubSpot leaves the marketing event out of all answers. Thread-safe. */
    public boolean leavesOut(String objectId) {
        return leftOut.contains(objectId);
    }

    /** True unless the event itself is broken. */
    static boolean helpsAgainst(String reason) {
        return reason.equals(Reason.REJECTED.label())
                || reason.equals(Reason.NOT_FOUND.label())
                || reason.equals(Reason.EXPIRED.label());
    }

    /** Returns the value that HubSpot will take. An update keeps its value, and HubSpot will know the object. */
    public byte[] apply(Route route, String reason, ConsumerRecord<byte[], byte[]> letter) {
        // without effect on an event that HubSpot refuses for a reason of its own
        poison.remove(new EventKey(route, text(letter.key()), 0));
        if (reason.equals(Reason.EXPIRED.label())) {
            return letter.value();
        }
        return switch (route) {
            case BEHAVIORAL -> Edit.text(route, letter.value(), "eventName", KNOWN_EVENT_NAME);
            case MARKETING_UPSERT -> Edit.text(route, letter.value(), "eventOrganizer", KNOWN_ORGANIZER);
            case MARKETING_UPDATE -> {
                known.add(text(letter.key()));
                yield letter.value();
            }
        };
    }

    /** Makes HubSpot ignore an update without a word in the answer. */
    byte[] leaveOut(ConsumerRecord<byte[], byte[]> letter) {
        String objectId = text(letter.key());
        leftOut.add(objectId);
        known.add(objectId);
        return letter.value();
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }
}
