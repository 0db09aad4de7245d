package io.eventbatcher.replay.trace;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.replay.letter.Explanation;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Deaths, replays and the marks of operators. */
final class LetterSteps {
    private final Settings settings;
    private final BiPredicate<Route, SourceRecord> isAsked;
    private final TracedEvents events;
    private final ScanProgress progress;
    private final Map<UUID, TracedEvent> letters = new HashMap<>();
    private final Set<UUID> marked = new HashSet<>();

    /** @param isAsked tells if a letter of an unknown event is of the question */
    LetterSteps(
            Settings settings, BiPredicate<Route, SourceRecord> isAsked, TracedEvents events, ScanProgress progress) {
        this.settings = settings;
        this.isAsked = isAsked;
        this.events = events;
        this.progress = progress;
    }

    /** Reads the dead letters, and the marks on them. */
    void read() {
        readLetters(ScanRange.ALL);
        if (!letters.isEmpty()) {
            // a run records the end of a replay in a second mark of the same time
            Map<String, Resolution> marks = new LinkedHashMap<>();
            Resolutions.histories(settings, letters.keySet(), progress)
                    .forEach(mark -> marks.put(mark.letter() + mark.state() + mark.at(), mark));
            marks.values().forEach(this::mark);
        }
    }

    /** Reads letters that were written since a time, for events that have died while other topics were read. */
    void readSince(Instant time) {
        readLetters(ScanRange.since(time));
    }

    private void readLetters(ScanRange range) {
        TopicScan.of(settings, settings.topics().deadLetters(), range, progress).forEachIfThere(entry -> {
            StoredLetter letter = new StoredLetter(entry);
            event(letter).ifPresent(event -> died(event, letter));
        });
    }

    private Optional<TracedEvent> event(StoredLetter letter) {
        Optional<TracedEvent> known = events.find(letter.origin());
        if (known.isPresent()) {
            return known;
        }
        String uuid = letter.text(DeadLetterHeader.UUID);
        Optional<Route> route = letter.route();
        return (uuid != null && events.isQuestion(uuid))
                        || (route.isPresent() && isAsked.test(route.get(), source(letter)))
                ? Optional.of(events.ask(letter.origin()))
                : Optional.empty();
    }

    private static SourceRecord source(StoredLetter letter) {
        return new SourceRecord(
                letter.origin(),
                letter.entry().key(),
                letter.entry().value(),
                letter.entry().headers(),
                letter.replays());
    }

    private void died(TracedEvent event, StoredLetter letter) {
        letters.put(letter.id(), event);
        event.describe(letter.text(DeadLetterHeader.UUID), letter.text(DeadLetterHeader.EVENT_NAME), null);
        String correlationId = letter.text(DeadLetterHeader.HUBSPOT_CORRELATION_ID);
        String attempts = letter.text(DeadLetterHeader.ATTEMPTS);
        String traceId = letter.text(DeadLetterHeader.TRACE_ID);
        String text = "Dead letter " + letter.place() + ", " + letter.reason() + ": " + Explanation.of(letter)
                + (letter.message().isEmpty() ? "" : ' ' + letter.message())
                + (correlationId == null ? "" : " Correlation id " + correlationId + '.')
                + (attempts == null ? "" : " Requests: " + attempts + '.')
                + (traceId == null ? "" : " Trace id " + traceId + '.');
        event.add(Fact.at(Instant.ofEpochMilli(letter.diedAt()), Step.DIED, Texts.place(letter.entry()), text)
                .with("letter", letter.place())
                .with("id", letter.id().toString())
                .with("reason", letter.reason())
                .with("message", letter.message())
                .with("status", letter.text(DeadLetterHeader.HTTP_STATUS))
                .with("category", letter.text(DeadLetterHeader.HUBSPOT_CATEGORY))
                .with("correlationId", correlationId)
                .with("attempts", attempts)
                .with("batch", letter.text(DeadLetterHeader.BATCH_ID))
                .with("traceId", traceId));
    }

    private void mark(Resolution mark) {
        TracedEvent event = letters.get(mark.letter());
        if (event != null) {
            marked.add(mark.letter());
            Step step = step(mark.state());
            String outcome = mark.outcome().isEmpty() ? "" : " The run has recorded the end: " + mark.outcome() + '.';
            event.add(Fact.at(
                            mark.at(),
                            step,
                            "",
                            "Letter " + mark.place() + " was " + word(step, mark)
                                    + (mark.by().isEmpty() ? "" : " by " + mark.by())
                                    + (mark.run().isEmpty() ? "" : " in run " + mark.run())
                                    + (mark.why().isEmpty() ? "" : ": " + mark.why()) + '.'
                                    + (mark.edited().isEmpty()
                                            ? ""
                                            : " Edited: " + String.join(", ", mark.edited()) + '.')
                                    + outcome)
                    .with("letter", mark.place())
                    .with("id", mark.letter().toString())
                    .with("by", mark.by())
                    .with("run", mark.run())
                    .with("why", mark.why())
                    .with("outcome", mark.outcome()));
        }
    }

    private static Step step(String state) {
        if (state.equals(Resolution.REPLAYED)) {
            return Step.REPLAYED;
        } else if (state.equals(Resolution.DISCARDED)) {
            return Step.DISCARDED;
        }
        return state.equals(Resolution.OPEN) ? Step.RESTORED : Step.MARKED;
    }

    private static String word(Step step, Resolution mark) {
        return step == Step.MARKED ? "marked as " + mark.state() : step.label();
    }

    /** Reads the replay topic, to tell replays by hand, and replays that batching has not read yet. */
    void readReplays(Map<TopicPartition, OffsetAndMetadata> read) {
        TopicScan.of(settings, settings.topics().replays(), ScanRange.ALL, progress)
                .forEachIfThere(entry -> {
                    StoredLetter replay = new StoredLetter(entry);
                    if (replay.isReplay()) {
                        events.find(replay.origin()).ifPresent(event -> replayed(event, replay, read));
                    }
                });
    }

    private void replayed(TracedEvent event, StoredLetter replay, Map<TopicPartition, OffsetAndMetadata> read) {
        if (!marked.contains(replay.id())) {
            String id = replay.text(DeadLetterHeader.REPLAY_ID);
            event.add(Fact.at(
                            Instant.ofEpochMilli(Math.max(0, replay.entry().timestamp())),
                            Step.REPLAYED,
                            Texts.place(replay.entry()),
                            "The letter was replayed by hand, as " + id + '.')
                    .with("replayId", id));
        }
        OffsetAndMetadata next = read.get(new TopicPartition(replay.entry().topic(), replay.partition()));
        if (next == null || next.offset() <= replay.offset()) {
            event.add(Fact.now(Step.UNREAD, Texts.place(replay.entry()), "The replay has not been read yet."));
        }
    }
}
