package io.eventbatcher.delivery.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.record.Item;
import io.eventbatcher.record.ItemDraft;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** An event of the workload, and the truth about it: HubSpot's side of its history, and how it was settled. */
final class SimulatedEvent {
    /** The settlement of an event that HubSpot took. */
    static final String DELIVERED = "delivered";

    /** The name of all events of the nature {@code UNDEFINED}. */
    static final String UNDEFINED_NAME = "undefined_name";

    private final int id;
    private final Route route;
    private final TopicPartition lane;
    private final String identity;
    private final Nature nature;

    private int taken;
    private int refusedAlone;
    private int failedAlone;
    private @Nullable String settledAs;

    /** The kind of answer that an event deserves. */
    enum Nature {
        GOOD,
        /** HubSpot refuses it. */
        INVALID,
        /** HubSpot fails on it with a 500, until it is mended. */
        POISONOUS,
        /** HubSpot answers 409 to every request with it. */
        CONFLICTING,
        /** A firewall before HubSpot answers 403 with a page to every request with it. */
        FIREWALLED,
        /** HubSpot answers 410 to every request with it. */
        GONE,
        /** HubSpot knows no object of its id; marketing updates only. */
        UNKNOWN,
        /** HubSpot has no definition of its name, until it is mended; behavioral events only. */
        UNDEFINED
    }

    SimulatedEvent(int id, Route route, TopicPartition lane, String identity, Nature nature) {
        this.id = id;
        this.route = route;
        this.lane = lane;
        this.identity = route.ordered() ? identity : uuid(id);
        this.nature = nature;
    }

    /** Greater than the ids of all events made before. */
    int id() {
        return id;
    }

    Route route() {
        return route;
    }

    TopicPartition lane() {
        return lane;
    }

    String identity() {
        return identity;
    }

    Nature nature() {
        return nature;
    }

    String uuid() {
        return uuid(id);
    }

    private static String uuid(int id) {
        return "u" + id;
    }

    /** The bytes that its producer wrote. */
    byte[] source() {
        return ("source of " + uuid()).getBytes(UTF_8);
    }

    /** The event as the other half hands it over. Its JSON names its id, and after a merge the ids of all that were merged. */
    Item item() {
        String json = "{\"id\":\"" + identity + "\",\"customProperties\":[{\"name\":\"e" + id + "\",\"value\":\"1\"}]}";
        SourceRecord source = new SourceRecord(
                new Origin("source", lane.partition(), id, 0),
                uuid().getBytes(UTF_8),
                source(),
                new RecordHeaders(),
                0);
        String name = route.ordered() ? null : nature == Nature.UNDEFINED ? UNDEFINED_NAME : "name" + id % 5;
        return new ItemDraft(uuid(), name, identity, null, id, json.getBytes(UTF_8), source).encode();
    }

    void taken() {
        taken++;
    }

    /** How often HubSpot has taken it. */
    int timesTaken() {
        return taken;
    }

    void refusedAlone() {
        refusedAlone++;
    }

    int timesRefusedAlone() {
        return refusedAlone;
    }

    void failedAlone() {
        failedAlone++;
    }

    int timesFailedAlone() {
        return failedAlone;
    }

    /** @param as {@code delivered} or the reason of its dead letter */
    void settle(String as) {
        settledAs = as;
    }

    /** {@code delivered} or the reason of its dead letter; null while it waits. */
    @Nullable
    String settledAs() {
        return settledAs;
    }

    boolean isSettled() {
        return settledAs != null;
    }

    @Override
    public String toString() {
        return uuid() + " (" + nature + ", " + identity + " on " + lane + ")";
    }
}
