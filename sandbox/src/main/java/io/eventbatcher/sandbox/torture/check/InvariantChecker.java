package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.DeliveredRequest;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.Evidence;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Delivery;
import io.eventbatcher.sandbox.torture.evidence.Evidence.ReceiptEntry;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import io.eventbatcher.sandbox.torture.evidence.Publication;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges the evidence of a run. */
public final class InvariantChecker {
    private static final int MOST_NAMED = 10;

    private final Evidence evidence;
    private final RepetitionReasons explanation;
    private final Findings findings = new Findings();
    private final Map<SourceOffset, Publication> publications = new HashMap<>();
    private final Map<SourceOffset, Replay> replays = new HashMap<>();
    private final Map<EventKey, List<Delivery>> deliveries = new HashMap<>();
    private final Set<EventKey> expected = new HashSet<>();
    private long again;

    private InvariantChecker(Evidence evidence) {
        this.evidence = evidence;
        Map<SourceOffset, EventKey> events = new HashMap<>();
        evidence.letters().replays().forEach(replay -> replays.put(replay.origin(), replay));
        for (Publication publication : evidence.published()) {
            publications.put(publication.origin(), publication);
            events.put(publication.origin(), publication.key());
            if (publication.fate() == Fate.DELIVERED || takenLater(publication)) {
                expected.add(publication.key());
            }
        }
        for (Delivery delivery : evidence.deliveries()) {
            deliveries
                    .computeIfAbsent(delivery.event(), unseen -> new ArrayList<>(1))
                    .add(delivery);
        }
        this.explanation = new RepetitionReasons(evidence.kills(), evidence.receipts(), events);
    }

    /**
     * The result of the checks.
     *
     * @param delivered events taken by HubSpot, each counted once
     * @param deliveredTwice further deliveries of an event, explained or not
     */
    public record CheckResult(Findings findings, long delivered, long deliveredTwice) {}

    public static CheckResult check(Evidence evidence) {
        InvariantChecker checker = new InvariantChecker(evidence);
        checker.deliveries();
        checker.receipts();
        ReplayChecker replays =
                new ReplayChecker(evidence.letters(), checker.publications, checker.deliveries, checker.findings);
        Set<Death> deaths = new DeadLetterChecker(checker.publications, checker.replays, replays, checker.findings)
                .examine(evidence);
        checker.losses(deaths);
        replays.examine(deaths);
        new StateChecker(
                        evidence.letters(), checker.publications, checker.deliveries.keySet(), deaths, checker.findings)
                .examine(evidence.deadLetters());
        checker.neverRead();
        new OrderChecker(checker.explanation, checker.findings).examine(evidence.deliveries());
        checker.duplicates(replays.duplicates());
        return new CheckResult(checker.findings, checker.deliveries.size(), checker.again);
    }

    private boolean takenLater(Publication publication) {
        Replay replay = replays.get(publication.origin());
        return replay != null && replay.end() == Replay.End.TAKEN;
    }

    /** The events of a request are mostly repeated together, and then told together. */
    private record Repetition(DeliveredRequest before, DeliveredRequest after) {}

    private void deliveries() {
        Map<Repetition, List<EventKey>> unexplained = new LinkedHashMap<>();
        deliveries.forEach((event, times) -> {
            if (!expected.contains(event)) {
                findings.add(
                        Check.UNEXPECTED_DELIVERIES,
                        event + " was never to be delivered and was, by "
                                + times.get(0).request() + ".");
            }
            for (int i = 1; i < times.size(); i++) {
                again++;
                if (!explanation.explainsRepetitionOf(times.get(i - 1))) {
                    unexplained
                            .computeIfAbsent(
                                    new Repetition(
                                            times.get(i - 1).request(),
                                            times.get(i).request()),
                                    unseen -> new ArrayList<>())
                            .add(event);
                }
            }
        });
        unexplained.forEach((repetition, events) -> findings.add(
                Check.DELIVERED_TWICE_UNEXPLAINED,
                events.size(),
                "%s%s was taken by %s, and again by %s."
                        .formatted(
                                events.get(0),
                                events.size() == 1 ? "" : " (and %d more)".formatted(events.size() - 1),
                                repetition.before(),
                                repetition.after())));
    }

    private void receipts() {
        Map<EventKey, ReceiptEntry> first = new HashMap<>();
        for (ReceiptEntry receipt : evidence.receipts()) {
            Publication publication = publications.get(receipt.origin());
            if (publication == null) {
                findings.add(
                        Check.RECEIPTS_WITHOUT_DELIVERY,
                        "The receipt at %s is about %s, where nothing was published."
                                .formatted(receipt.place(), receipt.origin()));
                continue;
            }
            ReceiptEntry earlier = first.putIfAbsent(publication.key(), receipt);
            if (earlier != null) {
                findings.add(
                        Check.DUPLICATE_RECEIPTS,
                        "%s has receipts at %s (batch %s) and at %s (batch %s)."
                                .formatted(
                                        publication.key(),
                                        earlier.place(),
                                        earlier.batch(),
                                        receipt.place(),
                                        receipt.batch()));
            }
            checkTruth(receipt, publication.key());
        }
        for (EventKey event : deliveries.keySet()) {
            if (expected.contains(event) && !first.containsKey(event)) {
                findings.add(Check.MISSING_RECEIPTS, event + " was taken, and no receipt says so.");
            }
        }
    }

    /** A receipt with a success names the very request; a receipt of an event already known to HubSpot names a refusal. */
    private void checkTruth(ReceiptEntry receipt, EventKey event) {
        List<Delivery> taken = deliveries.getOrDefault(event, List.of());
        boolean named = receipt.status() >= 300
                || taken.stream()
                        .anyMatch(delivery -> delivery.request().correlationId().equals(receipt.correlationId()));
        if (taken.isEmpty() || !named) {
            findings.add(
                    Check.RECEIPTS_WITHOUT_DELIVERY,
                    "The receipt at %s says that %s was taken by request %s with status %d; %s."
                            .formatted(
                                    receipt.place(),
                                    event,
                                    receipt.correlationId(),
                                    receipt.status(),
                                    taken.isEmpty() ? "it never was" : "it was by others, " + taken));
        }
    }

    private void losses(Set<Death> deaths) {
        for (Publication publication : evidence.published()) {
            boolean ended = evidence.unread().deleted().contains(publication.origin())
                    || publication.fate() == Fate.DUPLICATE
                    || deaths.contains(new Death(publication.origin(), 0))
                    || (publication.fate() == Fate.DELIVERED && deliveries.containsKey(publication.key()));
            if (!ended) {
                findings.add(
                        Check.LOST,
                        "%s (uuid %s, at %s, to be %s) was neither taken nor became a dead letter."
                                .formatted(
                                        publication.key(),
                                        publication.uuid(),
                                        publication.origin(),
                                        publication.fate()));
            }
        }
    }

    private void neverRead() {
        long deleted = evidence.unread().deleted().size();
        if (deleted != evidence.unread().accepted()) {
            findings.add(
                    Check.NEVER_READ,
                    Math.abs(deleted - evidence.unread().accepted()),
                    "%d records were deleted before any service read them, and the ledger counts %d as lost before reading: %s."
                            .formatted(
                                    deleted,
                                    evidence.unread().accepted(),
                                    evidence.unread().deleted().stream()
                                            .map(SourceOffset::toString)
                                            .sorted()
                                            .limit(MOST_NAMED)
                                            .collect(Collectors.joining(", "))));
        }
    }

    /** A replay sent again is a duplicate of the first. */
    private void duplicates(long repeatedReplays) {
        long published = evidence.published().stream()
                        .filter(publication -> publication.fate() == Fate.DUPLICATE)
                        .count()
                + repeatedReplays;
        if (published != evidence.duplicates()) {
            findings.add(
                    Check.MISCOUNTED_DUPLICATES,
                    "%d duplicates were published, and the ledger counts %d."
                            .formatted(published, evidence.duplicates()));
        }
    }
}
