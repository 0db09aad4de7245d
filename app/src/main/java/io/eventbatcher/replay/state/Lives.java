package io.eventbatcher.replay.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.scan.ByteSearch;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The history of an event that has died: deaths, replays, marks of operators and the delivery, as topics prove them, in order of time. */
public final class Lives {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Origin origin;
    private final ScanProgress progress;
    private final List<Life> lives = new ArrayList<>();
    private final Set<UUID> letters = new HashSet<>();
    private final Set<UUID> marked = new HashSet<>();
    private Instant firstReplay = Instant.MAX;

    private Lives(Settings settings, Origin origin, ScanProgress progress) {
        this.settings = settings;
        this.origin = origin;
        this.progress = progress;
    }

    /** Reads the history of the event with the first coordinates. */
    public static List<Life> of(Settings settings, Origin origin, ScanProgress progress) {
        return new Lives(settings, origin, progress).read();
    }

    private List<Life> read() {
        TopicScan.of(settings, settings.topics().deadLetters(), ScanRange.ALL, progress)
                .forEach(entry -> death(new StoredLetter(entry)));
        Resolutions.histories(settings, letters, progress).forEach(this::mark);
        TopicScan.of(settings, settings.topics().replays(), ScanRange.ALL, progress)
                .forEachIfThere(entry -> replay(new StoredLetter(entry)));
        if (firstReplay.isBefore(Instant.MAX)) {
            ScanRange range = ScanRange.since(firstReplay.minus(ScanRange.EARLIER));
            TopicScan.of(settings, settings.topics().receipts(), range, progress)
                    .forEachIfThere(this::receipt);
        }
        lives.sort(Comparator.comparing(Life::at));
        return List.copyOf(lives);
    }

    private boolean isOurs(StoredLetter letter) {
        Origin other = letter.origin();
        return other.offset() == origin.offset()
                && other.partition() == origin.partition()
                && other.topic().equals(origin.topic());
    }

    private void death(StoredLetter letter) {
        if (isOurs(letter)) {
            letters.add(letter.id());
            lives.add(new Life(
                    Instant.ofEpochMilli(letter.diedAt()),
                    "died",
                    letter.place(),
                    letter.reason() + ": " + letter.message()));
        }
    }

    private void mark(Resolution mark) {
        boolean replayed = mark.state().equals(Resolution.REPLAYED);
        if (replayed) {
            marked.add(mark.letter());
            replayedAt(mark.at());
        }
        String author = (mark.by().isEmpty() ? "" : "by " + mark.by())
                + (mark.run().isEmpty() ? "" : " in " + mark.run())
                + (mark.why().isEmpty() ? "" : ": " + mark.why())
                + (mark.edited().isEmpty() ? "" : "; edited " + String.join(", ", mark.edited()));
        lives.add(new Life(
                mark.at(),
                mark.state().equals(Resolution.OPEN) ? "restored" : mark.state(),
                mark.place(),
                author.strip()));
    }

    private void replayedAt(Instant at) {
        firstReplay = at.isBefore(firstReplay) ? at : firstReplay;
    }

    /** A record of the replay topic; one that a mark tells about is the same step. */
    private void replay(StoredLetter replay) {
        if (isOurs(replay)) {
            Instant at = Instant.ofEpochMilli(Math.max(0, replay.entry().timestamp()));
            replayedAt(at);
            if (!marked.contains(replay.id())) {
                lives.add(new Life(at, "replayed", "", "by hand, as " + replay.text(DeadLetterHeader.REPLAY_ID)));
            }
        }
    }

    private void receipt(ConsumerRecord<byte[], byte[]> entry) {
        byte[] wanted = ("\"offset\":" + origin.offset()).getBytes(UTF_8);
        if (entry.value() != null && ByteSearch.contains(entry.value(), wanted)) {
            ReceiptItems.all(entry.value(), item -> {
                if (item.offset() == origin.offset()
                        && item.partition() == origin.partition()
                        && item.topic().equals(origin.topic())) {
                    lives.add(new Life(
                            Instant.ofEpochMilli(entry.timestamp()), "delivered", "", answer(entry.value(), item)));
                }
            });
        }
    }

    private static String answer(byte[] receipt, ReceiptItems.Item item) {
        try {
            JsonNode json = JSON.readTree(receipt);
            JsonNode request = json.path("requests").path(item.request());
            String correlationId = request.path("correlationId").asText();
            return "status " + request.path("status").asInt() + ", batch "
                    + json.path("batch").asText()
                    + (correlationId.isEmpty() ? "" : ", correlation id " + correlationId);
        } catch (IOException foreign) {
            return "";
        }
    }
}
