package io.eventbatcher.sandbox.torture;

import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.Edit;
import io.eventbatcher.sandbox.load.LoadPlan;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes away what HubSpot refused: by making known what it did not know, or by mending the event. */
final class Cure {
    private static final String KNOWN_EVENT_NAME =
            LoadPlan.definedEventNames().stream().sorted().findFirst().orElseThrow();
    private static final String KNOWN_ORGANIZER = "Kaffeehaus Köln";

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();

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
        return reason.equals(Reason.REJECTED.label()) || reason.equals(Reason.NOT_FOUND.label());
    }

    /** The value with which it will be taken; of an update HubSpot will know the object, and the value stays. */
    byte[] apply(Route route, ConsumerRecord<byte[], byte[]> letter) {
        return switch (route) {
            case BEHAVIORAL -> Edit.text(route, letter.value(), "eventName", KNOWN_EVENT_NAME);
            case MARKETING_UPSERT -> Edit.text(route, letter.value(), "eventOrganizer", KNOWN_ORGANIZER);
            case MARKETING_UPDATE -> {
                known.add(objectId(letter));
                yield letter.value();
            }
        };
    }

    /** Of an update: HubSpot will not do it, and will not say so. */
    byte[] leaveOut(ConsumerRecord<byte[], byte[]> letter) {
        leftOut.add(objectId(letter));
        return apply(Route.MARKETING_UPDATE, letter);
    }

    private static String objectId(ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.key(), StandardCharsets.UTF_8);
    }
}
