package io.eventbatcher.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads receipts. */
public final class Receipts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Receipts() {}

    /** Parses a record of the receipts topic. */
    public static JsonNode read(ConsumerRecord<byte[], byte[]> receipt) {
        try {
            return JSON.readTree(receipt.value());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("A receipt is no JSON.", unreadable);
        }
    }
}
