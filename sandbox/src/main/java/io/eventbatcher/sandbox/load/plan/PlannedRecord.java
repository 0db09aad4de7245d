package io.eventbatcher.sandbox.load.plan;

import io.eventbatcher.route.Route;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Header;

/**
 * A record to be published, and its fate.
 *
 * @param partition chosen by the plan, because duplicates have to meet across partitions and identities must not
 * @param uuid of the event; for an undecodable record the uuid of the undamaged event
 * @param identity of a marketing event as in the simulator, {@code externalAccountId/externalEventId} or the object id; empty for
 *     behavioral events
 * @param sequence the event's number within its identity, from 1, without gaps over all events to be delivered; 0 for none
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

    /** Returns the record with another fate. */
    public PlannedRecord with(Fate changed) {
        return new PlannedRecord(route, partition, key, value, headers, changed, uuid, identity, sequence);
    }

    /** Returns the record with other bytes, on another partition. */
    public PlannedRecord with(byte[] bytes, int elsewhere) {
        return new PlannedRecord(route, elsewhere, key, bytes, headers, fate, uuid, identity, sequence);
    }

    /** The same bytes once more. */
    PlannedRecord repeatedOn(int anyPartition) {
        return new PlannedRecord(route, anyPartition, key, value, headers, Fate.DUPLICATE, uuid, identity, sequence);
    }

    PlannedRecord damagedTo(byte[] bytes) {
        return new PlannedRecord(route, partition, key, bytes, headers, Fate.UNDECODABLE, uuid, identity, sequence);
    }
}
