package io.eventbatcher.replay.trace;

import io.eventbatcher.config.Settings;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import io.eventbatcher.route.Route;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds events in the source topics: every record from a time on is looked at, and few are decoded. */
final class SourceSearch {
    private final Settings settings;
    private final EventMatcher matcher;
    private final TracedEvents events;
    private final ScanProgress progress;
    private long looked;

    SourceSearch(Settings settings, EventMatcher matcher, TracedEvents events, ScanProgress progress) {
        this.settings = settings;
        this.matcher = matcher;
        this.events = events;
        this.progress = progress;
    }

    void readSince(Instant since) {
        for (Route route : settings.enabledRoutes()) {
            TopicScan.of(settings, settings.route(route).topic(), ScanRange.since(since), progress)
                    .forEachIfThere(entry -> {
                        looked++;
                        SourceRecord source = source(entry);
                        matcher.match(route, source).ifPresent(match -> found(source.origin(), match));
                    });
        }
    }

    /** Reads the record of an origin, if Kafka still has the record. */
    void readAt(Origin origin) {
        TracedEvent event = events.ask(origin);
        TopicScan.of(settings, origin.topic(), ScanRange.at(origin.partition(), origin.offset()), progress)
                .forEachIfThere(entry -> {
                    looked++;
                    SourceRecord source = source(entry);
                    event.route().ifPresent(route -> found(event, source.origin(), matcher.read(route, source)));
                });
    }

    private void found(Origin origin, EventMatcher.Match match) {
        found(events.ask(origin), origin, match);
    }

    private static void found(TracedEvent event, Origin origin, EventMatcher.Match match) {
        event.describe(match.uuid(), match.name(), match.identity());
        String trouble = match.trouble().isEmpty() ? "" : " It does not pass ingest: " + match.trouble();
        event.add(Fact.at(
                Instant.ofEpochMilli(Math.max(0, origin.timestamp())),
                Step.PUBLISHED,
                Resolution.text(origin),
                "Its producer wrote the event." + trouble));
    }

    private static SourceRecord source(ConsumerRecord<byte[], byte[]> entry) {
        return new SourceRecord(
                new Origin(entry.topic(), entry.partition(), entry.offset(), entry.timestamp()),
                entry.key(),
                entry.value(),
                entry.headers(),
                0);
    }

    /** The number of source records that were read. */
    long looked() {
        return looked;
    }
}
