package io.eventbatcher.sandbox.torture;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.Edit;
import io.eventbatcher.sandbox.load.LoadPlan;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes away what an event died of: by making known what HubSpot did not know, by mending the event, or by mending HubSpot, which failed
 * on it.
 */
final class Cure {
    private static final String KNOWN_EVENT_NAME =
            LoadPlan.definedEventNames().stream().sorted().findFirst().orElseThrow();
    private static final String KNOWN_ORGANIZER = "Kaffeehaus Köln";

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();

    private final Poison poison;

    Cure(Poison poison) {
        this.poison = poison;
    }

    /** Any thread: whether HubSpot has learnt of this marketing event in the meantime. */
    boolean hasMadeKnown(String objectId) {
        return known.contains(objectId);
    }

    /** Any thread: whether HubSpot is to leave this marketing event out of all its answers. */
    boolean leavesOut(String objectId) {
        return leftOut.contains(objectId);
    }

    /** What is broken in itself stays so. */
    static boolean helpsAgainst(String reason) {
        return reason.equals(Reason.REJECTED.label())
                || reason.equals(Reason.NOT_FOUND.label())
                || reason.equals(Reason.EXPIRED.label());
    }

    /** The value with which it will be taken; of an update HubSpot will know the object, and the value stays. */
    byte[] apply(Route route, String reason, ConsumerRecord<byte[], byte[]> letter) {
        if (reason.equals(Reason.EXPIRED.label())) {
            poison.remove(new EventKey(route, text(letter.key()), 0));
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

    /** Of an update: HubSpot will not do it, and will not say so. */
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
