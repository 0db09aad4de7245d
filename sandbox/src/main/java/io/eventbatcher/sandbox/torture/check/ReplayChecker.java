package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Delivery;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import io.eventbatcher.sandbox.torture.evidence.LetterEvidence;
import io.eventbatcher.sandbox.torture.evidence.Mark;
import io.eventbatcher.sandbox.torture.evidence.Publication;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import io.eventbatcher.sandbox.torture.evidence.SentReplay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares ordered replays with the records of the replay topic, and each replay with its end. */
final class ReplayChecker {
    private static final Set<Fate> DEAD_AT_INGEST = Set.of(Fate.INVALID, Fate.OVERSIZED, Fate.UNDECODABLE);

    private final LetterEvidence letters;
    private final Map<SourceOffset, Publication> publications;
    private final Map<EventKey, List<Delivery>> deliveries;
    private final Findings findings;
    private final Map<SourceOffset, Long> sent;

    ReplayChecker(
            LetterEvidence letters,
            Map<SourceOffset, Publication> publications,
            Map<EventKey, List<Delivery>> deliveries,
            Findings findings) {
        this.letters = letters;
        this.publications = publications;
        this.deliveries = deliveries;
        this.findings = findings;
        this.sent = letters.sent().stream().collect(Collectors.groupingBy(SentReplay::origin, Collectors.counting()));
    }

    void examine(Set<Death> deaths) {
        Map<String, Set<String>> runs = letters.marks().stream()
                .filter(Mark::isReplay)
                .collect(Collectors.groupingBy(Mark::letter, Collectors.mapping(Mark::run, Collectors.toSet())));
        for (Replay replay : letters.replays()) {
            long times = sentTimes(replay.origin());
            if (times > 0) {
                end(replay, deaths);
                edit(replay);
            } else if (replay.carriedOut()) {
                findings.add(
                        Check.NOT_REPLAYED,
                        "%s was ordered, the command ended well, and no replay was sent.".formatted(replay));
            }
            if (replay.way() == Replay.Way.BY_COMMAND) {
                marks(replay, times, runs.getOrDefault(replay.letter(), Set.of()));
            }
        }
        unasked();
    }

    /** The number of records of the replay topic for the first letter of an event. */
    long sentTimes(SourceOffset origin) {
        return sent.getOrDefault(origin, 0L);
    }

    private void end(Replay replay, Set<Death> deaths) {
        Publication publication = publications.get(replay.origin());
        boolean ended = publication != null
                && (replay.end() == Replay.End.TAKEN
                        ? deliveries.containsKey(publication.key())
                        : deaths.contains(new Death(replay.origin(), 1)));
        if (!ended) {
            findings.add(
                    Check.LOST,
                    "%s was replayed and neither taken nor dead again: %s."
                            .formatted(publication == null ? "Something" : publication.key(), replay));
        }
    }

    private void edit(Replay replay) {
        Publication publication = publications.get(replay.origin());
        if (replay.edited().isEmpty() || publication == null) {
            return;
        }
        deliveries.getOrDefault(publication.key(), List.of()).stream()
                .filter(delivery -> !delivery.named().equals(replay.edited()))
                .forEach(delivery -> findings.add(
                        Check.EDITS_LOST,
                        "An operator gave %s the name '%s', and the event arrived with '%s' by %s."
                                .formatted(publication.key(), replay.edited(), delivery.named(), delivery.request())));
    }

    /** Each mark of a run is one replay, and each replay has its mark. */
    private void marks(Replay replay, long times, Set<String> runs) {
        if (times > runs.size()) {
            findings.add(
                    Check.REPLAYED_TWICE,
                    "%s was sent %d times, and is marked by the runs %s.".formatted(replay, times, runs));
        } else if (times < runs.size()) {
            findings.add(
                    Check.FALSE_MARKS,
                    "%s is marked as replayed by the runs %s, and was sent %d times.".formatted(replay, runs, times));
        }
    }

    private void unasked() {
        Map<SourceOffset, Replay> ordered = new HashMap<>();
        letters.replays().forEach(replay -> ordered.put(replay.origin(), replay));
        for (SentReplay replay : letters.sent()) {
            if (!ordered.containsKey(replay.origin()) || replay.replays() > 0) {
                findings.add(
                        Check.REPLAYED_UNASKED,
                        "%s was sent%s."
                                .formatted(
                                        replay,
                                        letters.discarded().contains(replay.id())
                                                ? ", and an operator had discarded the letter"
                                                : ", and nobody ordered that"));
            }
        }
    }

    /** The number of replays for dedupe to drop; ingest refuses a broken event each time. */
    long duplicates() {
        return letters.sent().stream()
                .filter(replay -> !isDeadAtIngest(replay.origin()))
                .collect(Collectors.groupingBy(replay -> replay, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(times -> times - 1)
                .sum();
    }

    /** True for an event that ingest refuses. */
    boolean isDeadAtIngest(SourceOffset origin) {
        Publication publication = publications.get(origin);
        return publication != null && DEAD_AT_INGEST.contains(publication.fate());
    }
}
