package io.eventbatcher.sandbox.torture.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.config.Settings;
import io.eventbatcher.sandbox.stack.DeadLetter;
import io.eventbatcher.sandbox.stack.Receipts;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.stack.TopicReader;
import io.eventbatcher.sandbox.torture.evidence.Evidence.ReceiptEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the committed receipts and dead letters. */
public final class EvidenceReader {
    private final String bootstrapServers;
    private final Settings settings;

    public EvidenceReader(String bootstrapServers, Settings settings) {
        this.bootstrapServers = bootstrapServers;
        this.settings = settings;
    }

    public List<ReceiptEntry> receipts() {
        List<ReceiptEntry> entries = new ArrayList<>();
        TopicReader.forEach(bootstrapServers, settings.topics().receipts(), receipt -> read(receipt, entries));
        return entries;
    }

    private static void read(ConsumerRecord<byte[], byte[]> receipt, List<ReceiptEntry> entries) {
        JsonNode read = Receipts.read(receipt);
        for (JsonNode item : read.path("items")) {
            JsonNode request = read.path("requests").path(item.path("request").asInt());
            entries.add(new ReceiptEntry(
                    new SourceOffset(
                            item.path("topic").asText(),
                            item.path("partition").asInt(),
                            item.path("offset").asLong()),
                    read.path("batch").asText(),
                    uuid(request.path("correlationId")),
                    request.path("status").asInt(),
                    item.path("replayId").asText(""),
                    receipt.partition() + "@" + receipt.offset()));
        }
    }

    private static @Nullable UUID uuid(JsonNode text) {
        return text.isTextual() ? UUID.fromString(text.asText()) : null;
    }

    public List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new ArrayList<>();
        TopicReader.forEach(
                bootstrapServers, settings.topics().deadLetters(), letter -> letters.add(DeadLetter.of(letter)));
        return letters;
    }
}
