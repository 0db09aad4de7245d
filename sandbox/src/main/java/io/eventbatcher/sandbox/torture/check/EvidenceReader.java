package io.eventbatcher.sandbox.torture.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.stack.DeadLetter;
import io.eventbatcher.sandbox.stack.Receipts;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.stack.TopicReader;
import io.eventbatcher.sandbox.torture.evidence.Evidence.ReceiptEntry;
import io.eventbatcher.sandbox.torture.evidence.Mark;
import io.eventbatcher.sandbox.torture.evidence.SentReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads the committed receipts, dead letters, replays and marks. */
public final class EvidenceReader {
    private static final String LETTER = "letter/";

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

    /** The records of the replay topic, by hand and by commands. */
    public List<SentReplay> replays() {
        List<SentReplay> replays = new ArrayList<>();
        TopicReader.forEach(bootstrapServers, settings.topics().replays(), replay -> {
            Headers headers = replay.headers();
            replays.add(new SentReplay(
                    Route.labelled(text(DeadLetterHeader.ROUTE, headers)).orElseThrow(),
                    SourceOffset.of(headers),
                    Integer.parseInt(text(DeadLetterHeader.REPLAYS, headers)),
                    text(DeadLetterHeader.REPLAY_ID, headers)));
        });
        return replays;
    }

    private static String text(DeadLetterHeader header, Headers headers) {
        return header.in(headers).orElse("");
    }

    /** The marks on letters, without the records of runs. */
    public List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        TopicReader.forEach(bootstrapServers, settings.topics().resolutions(), mark -> {
            String key = new String(mark.key(), UTF_8);
            if (key.startsWith(LETTER)) {
                JsonNode read = Receipts.read(mark);
                marks.add(new Mark(
                        key.substring(LETTER.length()),
                        read.path("state").asText(),
                        read.path("outcome").asText(),
                        read.path("run").asText()));
            }
        });
        return marks;
    }

    public List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new ArrayList<>();
        TopicReader.forEach(
                bootstrapServers, settings.topics().deadLetters(), letter -> letters.add(DeadLetter.of(letter)));
        return letters;
    }
}
