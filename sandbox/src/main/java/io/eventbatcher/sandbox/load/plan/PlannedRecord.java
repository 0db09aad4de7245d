package io.eventbatcher.sandbox.load.plan;

import io.eventbatcher.route.Route;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Header;

/**
 * A record to be published, and what must become of it.
 *
 * @param partition the plan chooses it, because duplicates have to meet across partitions and identities must not
 * @param uuid of the event; for an undecodable record the one that its bytes once held
 * @param identity of a marketing event as the simulator writes it, {@code externalAccountId/externalEventId} or the object id; empty for
 *     behavioral events
 * @param sequence the event's number within its identity, from 1, without gaps over all that must be delivered; 0 if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are what it is about; nobody compares records with equals
public record PlannedRecord(
        Route route,
        int partition,
        byte[] key,
        byte[] value,
        List<Header> headers,
        Fate fate,
        UUID uuid,
        String identity,
        int sequence) {

    /** The same, but HubSpot will fail on it. */
    public PlannedRecord poisonous() {
        return new PlannedRecord(route, partition, key, value, headers, Fate.EXPIRED, uuid, identity, sequence);
    }

    /** The same bytes once more. */
    public PlannedRecord repeatedOn(int anyPartition) {
        return new PlannedRecord(route, anyPartition, key, value, headers, Fate.DUPLICATE, uuid, identity, sequence);
    }

    public PlannedRecord damagedTo(byte[] bytes) {
        return new PlannedRecord(route, partition, key, bytes, headers, Fate.UNDECODABLE, uuid, identity, sequence);
    }
}
