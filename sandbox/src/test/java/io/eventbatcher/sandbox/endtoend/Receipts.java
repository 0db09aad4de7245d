package io.eventbatcher.sandbox.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The delivered events, as the receipts tell them. */
record Receipts(List<Item> items) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An event that was delivered.
     *
     * @param origin {@code topic-partition@offset} of its source record
     */
    record Item(String uuid, String origin) {}

    static Receipts of(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Item> items = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> receipt : records) {
            for (JsonNode item : read(receipt.value()).path("items")) {
                items.add(new Item(
                        item.path("uuid").asText(),
                        item.path("topic").asText()
                                + '-'
                                + item.path("partition").asInt()
                                + '@'
                                + item.path("offset").asLong()));
            }
        }
        return new Receipts(items);
    }

    List<String> uuids() {
        return items.stream().map(Item::uuid).toList();
    }

    List<String> origins() {
        return items.stream().map(Item::origin).toList();
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("A receipt is no JSON.", unreadable);
        }
    }
}
