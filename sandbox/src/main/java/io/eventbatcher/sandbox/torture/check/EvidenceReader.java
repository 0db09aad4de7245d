package io.eventbatcher.sandbox.torture.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.sandbox.load.RecordFingerprint;
import io.eventbatcher.sandbox.stack.TopicReader;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Letter;
import io.eventbatcher.sandbox.torture.evidence.Evidence.ReceiptEntry;
import io.eventbatcher.sandbox.torture.evidence.SourceOffset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Reads what stands committed in the topics. */
public final class EvidenceReader {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        try {
            JsonNode read = JSON.readTree(receipt.value());
            for (JsonNode item : read.path("items")) {
                JsonNode request =
                        read.path("requests").path(item.path("request").asInt());
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
        } catch (IOException unreadable) {
            throw new UncheckedIOException("A receipt is no JSON.", unreadable);
        }
    }

    private static @Nullable UUID uuid(JsonNode text) {
        return text.isTextual() ? UUID.fromString(text.asText()) : null;
    }

    public List<Letter> deadLetters() {
        List<Letter> letters = new ArrayList<>();
        TopicReader.forEach(bootstrapServers, settings.topics().deadLetters(), letter -> letters.add(letter(letter)));
        return letters;
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> letter) {
        RecordHeaders original = new RecordHeaders(letter.headers().toArray());
        DeadLetterHeader.removeAll(original);
        return new Letter(
                SourceOffset.of(letter.headers()),
                Integer.parseInt(text(DeadLetterHeader.REPLAYS, letter)),
                text(DeadLetterHeader.ID, letter),
                text(DeadLetterHeader.REASON, letter),
                text(DeadLetterHeader.ERRORS_MESSAGE, letter),
                RecordFingerprint.of(letter.key(), letter.value(), original));
    }

    private static String text(DeadLetterHeader header, ConsumerRecord<byte[], byte[]> letter) {
        return header.in(letter.headers()).orElse("");
    }
}
