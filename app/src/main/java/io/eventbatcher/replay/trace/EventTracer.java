package io.eventbatcher.replay.trace;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.OriginNamer;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.scan.KafkaOffsets;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Answers "Where is my event?" by one look at each topic, from the source to the receipts. */
public final class EventTracer {
    private final Settings settings;
    private final ScanProgress progress;
    private final Instant now;

    public EventTracer(Settings settings, ScanProgress progress, Instant now) {
        this.settings = settings;
        this.progress = progress;
        this.now = now;
    }

    /** @throws org.apache.kafka.common.KafkaException if Kafka does not give the records */
    public TraceReport trace(EventQuery query) {
        TracedEvents events = new TracedEvents(query, settings);
        LaneReports reports = new LaneReports(settings, now);
        try (KafkaOffsets offsets = KafkaOffsets.open(settings);
                EventViews views = EventViews.open(settings)) {
            EventMatcher matcher = new EventMatcher(query, views, namer(offsets));
            SourceSearch sources = new SourceSearch(settings, matcher, events, progress);
            if (query.by() == EventQuery.By.ORIGIN) {
                sources.readAt(origin(query.text()));
            } else {
                sources.readSince(query.since());
            }
            Map<TopicPartition, OffsetAndMetadata> read = offsets.committed(settings.applicationId());
            LetterSteps letters = new LetterSteps(
                    settings, (route, source) -> matcher.match(route, source).isPresent(), events, progress);
            letters.read();
            letters.readReplays(read);
            new BatchingSteps(settings, events, progress).read(read);
            new LaneSteps(settings, events, progress, reports).read(offsets.committed(settings.deliveryGroup()));
            // in the order of the flow, so that an event that goes on meanwhile is met again
            letters.readSince(now.minus(ScanRange.EARLIER));
            Instant from = earliest(query.since(), events);
            new ReceiptSteps(events).read(settings, from, progress);
            findRecords(events, sources);
            ReadSteps reading = new ReadSteps(read, reports);
            events.asked().forEach(reading::add);
            Horizons horizons = Horizons.read(settings, offsets, now);
            return report(query, events, horizons, from, sources.looked());
        }
    }

    /** The deaths, replays, marks and deliveries of the event with the first coordinates, in order of time; no look at where the event is now. */
    public List<Fact> history(Origin origin) {
        TracedEvents events =
                new TracedEvents(new EventQuery(EventQuery.By.ORIGIN, Resolution.text(origin), now, 1), settings);
        TracedEvent event = events.ask(origin);
        LetterSteps letters = new LetterSteps(settings, (route, source) -> false, events, progress);
        letters.read();
        letters.readReplays(Map.of());
        event.facts().stream()
                .filter(fact -> fact.step() == Step.REPLAYED)
                .map(Fact::time)
                .min(Comparator.naturalOrder())
                .ifPresent(first -> new ReceiptSteps(events).read(settings, first.minus(ScanRange.EARLIER), progress));
        return event.facts().stream()
                .filter(fact -> fact.at() != null)
                .sorted(Comparator.comparing(Fact::time))
                .toList();
    }

    /** Receipts tell of an event's whole life, also where the life began before the time that was asked for. */
    private static Instant earliest(Instant since, TracedEvents events) {
        return events.asked().stream()
                .flatMap(event -> event.facts().stream())
                .flatMap(fact -> Stream.ofNullable(fact.at()))
                .map(at -> at.minus(ScanRange.EARLIER))
                .filter(at -> at.isBefore(since))
                .min(Comparator.naturalOrder())
                .orElse(since);
    }

    private OriginNamer namer(KafkaOffsets offsets) {
        Map<String, TopicDescription> topics = offsets.topics(settings.sourceTopics());
        return OriginNamer.of(offsets.clusterId(), origin -> {
            TopicDescription topic = topics.get(origin.topic());
            return topic == null ? origin.topic() : topic.topicId().toString();
        });
    }

    /** The origin of {@code topic/partition/offset}. */
    private static Origin origin(String text) {
        String[] parts = text.split("/", -1);
        return new Origin(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]), 0);
    }

    /** Reads the source records of events that only later topics know. */
    private static void findRecords(TracedEvents events, SourceSearch sources) {
        for (TracedEvent event : events.asked()) {
            if (!event.has(Step.PUBLISHED)) {
                sources.readAt(event.origin());
            }
        }
    }

    private TraceReport report(EventQuery query, TracedEvents events, Horizons horizons, Instant from, long looked) {
        List<EventStory> stories = new ArrayList<>();
        for (TracedEvent event : events.asked()) {
            if (event.has(Step.READ) && !event.hasGoneOn()) {
                events.first(event)
                        .ifPresent(first -> event.add(Fact.now(
                                        Step.DUPLICATE,
                                        "",
                                        "Dropped as a duplicate of " + Resolution.text(first.origin())
                                                + ": the same uuid went on from there.")
                                .with("of", Resolution.text(first.origin()))));
            }
            List<Fact> facts = Ending.sorted(event.facts(), now);
            if (!facts.isEmpty()) {
                Ending ending = Ending.of(facts, silence(from, horizons));
                stories.add(new EventStory(
                        event.origin(),
                        event.route(),
                        event.uuid(),
                        event.name(),
                        facts,
                        ending.state(),
                        ending.text()));
            }
        }
        stories.sort(Comparator.comparing(story -> story.facts().get(0).time()));
        return new TraceReport(stories, events.left(), horizons.sentences(), looked(query, from, looked));
    }

    /** The reason why an event that was read may have left no trace. */
    private String silence(Instant from, Horizons horizons) {
        return horizons.of(settings.topics().receipts())
                        .map(time -> "Receipts before " + Texts.time(time) + " are gone.")
                        .orElse("Receipts were read from " + Texts.time(from) + " on.")
                + " A duplicate of an event without a receipt leaves no trace, and the last second's events appear with the next commit.";
    }

    private String looked(EventQuery query, Instant from, long looked) {
        String sources = String.join(", ", settings.sourceTopics());
        return query.by() == EventQuery.By.ORIGIN
                ? "Looked at the record's place, at receipts from " + Texts.time(from)
                        + " on, and at all dead letters, replays and batches."
                : "Looked at " + Texts.count(looked, "record") + " of " + sources + " and at receipts, from "
                        + Texts.time(query.since()) + " on, and at all dead letters, replays and batches.";
    }
}
