package io.eventbatcher.replay.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.Settings;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.scan.ByteSearch;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Deliveries, by receipts. A receipt that names neither uuid nor origin is not parsed. */
final class ReceiptSteps {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TracedEvents events;

    ReceiptSteps(TracedEvents events) {
        this.events = events;
    }

    void read(Settings settings, Instant since, ScanProgress progress) {
        List<byte[]> needles = needles();
        if (!needles.isEmpty()) {
            TopicScan.of(settings, settings.topics().receipts(), ScanRange.since(since), progress)
                    .forEachIfThere(entry -> {
                        byte[] value = entry.value();
                        if (value != null && needles.stream().anyMatch(needle -> ByteSearch.contains(value, needle))) {
                            receipt(entry, value);
                        }
                    });
        }
    }

    private List<byte[]> needles() {
        List<byte[]> needles = new ArrayList<>(events.uuids());
        for (TracedEvent event : events.asked()) {
            Origin origin = event.origin();
            needles.add(
                    ("\"partition\":" + origin.partition() + ",\"offset\":" + origin.offset() + ",").getBytes(UTF_8));
        }
        return needles;
    }

    private void receipt(ConsumerRecord<byte[], byte[]> entry, byte[] value) {
        try {
            JsonNode receipt = JSON.readTree(value);
            for (JsonNode item : receipt.path("items")) {
                Origin origin = new Origin(
                        item.path("topic").asText(),
                        item.path("partition").asInt(-1),
                        item.path("offset").asLong(-1),
                        entry.timestamp());
                String uuid = item.path("uuid").asText();
                events.find(origin, uuid).ifPresent(event -> {
                    event.describe(
                            uuid,
                            null,
                            item.hasNonNull("identity") ? item.path("identity").asText() : null);
                    event.add(delivered(entry, receipt, item));
                });
            }
        } catch (IOException foreign) {
            // not a receipt of ours
        }
    }

    private static Fact delivered(ConsumerRecord<byte[], byte[]> entry, JsonNode receipt, JsonNode item) {
        JsonNode request = receipt.path("requests").path(item.path("request").asInt(-1));
        String batch = receipt.path("batch").asText();
        String correlationId = request.path("correlationId").asText();
        String merged = item.path("mergedInto").asText();
        String replay = item.path("replayId").asText();
        String text = "HubSpot took " + (replay.isEmpty() ? "the event" : "the replay " + replay) + ": status "
                + request.path("status").asInt() + ", attempts "
                + request.path("attempts").asInt() + ", "
                + request.path("latencyMs").asLong() + " ms, batch " + batch
                + (correlationId.isEmpty() ? "." : ", correlation id " + correlationId + '.')
                + (merged.isEmpty() ? "" : " Its fields were merged into the input of " + merged + '.');
        return Fact.at(Instant.ofEpochMilli(Math.max(0, entry.timestamp())), Step.DELIVERED, Texts.place(entry), text)
                .with("status", request.path("status").asText())
                .with("attempts", request.path("attempts").asText())
                .with("latencyMs", request.path("latencyMs").asText())
                .with("batch", batch)
                .with("correlationId", correlationId)
                .with("mergedInto", merged)
                .with("replayId", replay);
    }
}
