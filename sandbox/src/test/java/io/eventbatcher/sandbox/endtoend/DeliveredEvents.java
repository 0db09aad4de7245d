package io.eventbatcher.sandbox.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.sandbox.stack.Receipts;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The delivered events, as the receipts tell them. */
record DeliveredEvents(List<Item> items) {
    /**
     * An event that was delivered.
     *
     * @param origin {@code topic-partition@offset} of its source record
     */
    record Item(String uuid, String origin) {}

    static DeliveredEvents of(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Item> items = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> receipt : records) {
            for (JsonNode item : Receipts.read(receipt).path("items")) {
                items.add(new Item(
                        item.path("uuid").asText(),
                        item.path("topic").asText()
                                + '-'
                                + item.path("partition").asInt()
                                + '@'
                                + item.path("offset").asLong()));
            }
        }
        return new DeliveredEvents(items);
    }

    List<String> uuids() {
        return items.stream().map(Item::uuid).toList();
    }

    List<String> origins() {
        return items.stream().map(Item::origin).toList();
    }
}
