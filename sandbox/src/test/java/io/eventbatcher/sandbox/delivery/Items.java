package io.eventbatcher.sandbox.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.ItemDraft;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Items as ingest makes them, and batches of them. */
final class Items {
    private Items() {}

    /** A behavioral event that the simulator accepts. */
    static Item good(int number) {
        return behavioral(number, "pe" + HubSpotAccount.DEFAULT_HUB_ID + "_viewed");
    }

    /** A behavioral event that the simulator refuses: the prefix of another account. */
    static Item bad(int number) {
        return behavioral(number, "pe1_viewed");
    }

    private static Item behavioral(int number, String eventName) {
        String uuid = "uuid-" + number;
        String json =
                "{\"eventName\":\"%s\",\"email\":\"a@example.com\",\"properties\":{\"sequence\":\"%d\"},\"uuid\":\"%s\"}"
                        .formatted(eventName, number, uuid);
        return item(uuid, uuid, eventName, json, number);
    }

    /** A change of one marketing event that the simulator accepts. */
    static Item update(int objectId, int sequence) {
        String json = "{\"objectId\":\"%d\",\"customProperties\":[{\"name\":\"sequence\",\"value\":\"%d\"}]}"
                .formatted(objectId, sequence);
        return item("uuid-" + objectId + '-' + sequence, String.valueOf(objectId), null, json, sequence);
    }

    private static Item item(String uuid, String identity, @Nullable String eventName, String json, int number) {
        SourceRecord source = new SourceRecord(
                new Origin("hubspot.behavioral-events", 0, number, 1_000L + number),
                key(number),
                value(number),
                new RecordHeaders().add("trace", new byte[] {0, (byte) number}),
                0);
        return new ItemDraft(uuid, eventName, identity, null, number, json.getBytes(UTF_8), source).encode();
    }

    static byte[] key(int number) {
        return new byte[] {1, (byte) (number >> 8), (byte) number};
    }

    static byte[] value(int number) {
        return new byte[] {0, 0, 0, 0, 7, (byte) (number >> 8), (byte) number};
    }

    /** Good events from this number on. */
    static List<Item> good(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Items::good).toList();
    }

    /** So many behavioral batches of ten good events, on eight lanes in turn. */
    static List<Batch> batches(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> batch(Route.BEHAVIORAL, i % 8, good(i * 10, 10)))
                .toList();
    }

    static Batch batch(Route route, int lane, List<Item> items) {
        return new Batch(route, lane, 0, Batch.ClosedBy.INPUTS, items);
    }
}
