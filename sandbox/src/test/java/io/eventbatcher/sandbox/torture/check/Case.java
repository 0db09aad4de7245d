package io.eventbatcher.sandbox.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.stack.DeadLetter;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.DeliveredRequest;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.Evidence;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Delivery;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Kill;
import io.eventbatcher.sandbox.torture.evidence.Evidence.ReceiptEntry;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import io.eventbatcher.sandbox.torture.evidence.LetterEvidence;
import io.eventbatcher.sandbox.torture.evidence.Mark;
import io.eventbatcher.sandbox.torture.evidence.Publication;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import io.eventbatcher.sandbox.torture.evidence.SentReplay;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Evidence by hand. Offsets count up; an event has the number by which a test speaks of it. */
public final class Case {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Publication> published = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<ReceiptEntry> receipts = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<Replay> replays = new ArrayList<>();
    private final List<SentReplay> sent = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final Set<String> discarded = new HashSet<>();
    private final Map<String, String> told = new HashMap<>();
    private final List<Kill> kills = new ArrayList<>();
    private long duplicates;
    private Evidence.Unread unread = Evidence.Unread.NONE;

    public static EventKey event(int number) {
        return new EventKey(Route.BEHAVIORAL, uuid("event " + number).toString(), 0);
    }

    /** A change of the only marketing event there is. */
    public static EventKey change(int sequence) {
        return new EventKey(Route.MARKETING_UPDATE, "1", sequence);
    }

    public static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public static UUID correlationId(long request) {
        return uuid("request " + request);
    }

    public Case published(EventKey event, Fate fate) {
        SourceOffset origin = new SourceOffset("source", 0, published.size());
        published.add(new Publication(event, origin, fate, uuid(event.toString()), uuid("bytes " + origin)));
        return this;
    }

    /** To be delivered, delivered by this request, and receipted. */
    public Case settled(EventKey event, long request) {
        return published(event, Fate.DELIVERED).taken(request, "a", "", event).receipt(event, request, 204);
    }

    public Case taken(long request, String incarnation, String ambiguity, EventKey... events) {
        DeliveredRequest by = new DeliveredRequest(
                request,
                correlationId(request),
                NOON.plusSeconds(request),
                "instance-1",
                incarnation,
                "batch",
                "1",
                ambiguity);
        for (EventKey event : events) {
            deliveries.add(new Delivery(event, by));
        }
        return this;
    }

    public Case receipt(EventKey event, long request, int status) {
        receipts.add(
                new ReceiptEntry(origin(event), "batch", correlationId(request), status, "", "0@" + receipts.size()));
        return this;
    }

    public Case dead(EventKey event, String reason) {
        SourceOffset origin = origin(event);
        return dead(event, reason, uuid("bytes " + origin));
    }

    public Case dead(EventKey event, String reason, UUID fingerprint) {
        return dead(event, 0, reason, fingerprint);
    }

    private Case dead(EventKey event, int replayed, String reason, UUID fingerprint) {
        letters.add(new DeadLetter(
                origin(event), replayed, "letter-" + letters.size(), reason, "because", fingerprint, true));
        return this;
    }

    /** To be rejected, and so it was; then replayed by hand, so many times. */
    public Case replayed(EventKey event, Replay.End end, int copies) {
        published(event, Fate.REJECTED).dead(event, "rejected");
        replays.add(new Replay(event.route(), letter(event), origin(event), Replay.Way.BY_HAND, end, "", true));
        for (int copy = 0; copy < copies; copy++) {
            sent.add(new SentReplay(event.route(), origin(event), 0, "ticket-1"));
        }
        return duplicatesCounted(copies - 1);
    }

    /** To be rejected, and so it was; then a command named it. */
    Case commanded(EventKey event, Replay.End end, String edited) {
        return published(event, Fate.REJECTED).dead(event, "rejected").ordered(event, end, edited);
    }

    /** Invalid, and a command named it all the same. */
    Case commandedInvalid(EventKey event) {
        return published(event, Fate.INVALID).dead(event, "invalid-event").ordered(event, Replay.End.DEAD_AGAIN, "");
    }

    private Case ordered(EventKey event, Replay.End end, String edited) {
        replays.add(new Replay(event.route(), letter(event), origin(event), Replay.Way.BY_COMMAND, end, edited, true));
        return this;
    }

    /** Sent and marked by a run, as the product does it. */
    Case replayedBy(String run, EventKey event) {
        return sent(event).marked(event, "replayed", "", run);
    }

    Case sent(EventKey event) {
        sent.add(new SentReplay(event.route(), origin(event), 0, letter(event)));
        return this;
    }

    Case marked(EventKey event, String state, String outcome, String run) {
        marks.add(new Mark(letter(event), state, outcome, run));
        return this;
    }

    /** To be rejected, and so it was; then discarded by a command, without a mark. */
    Case discarded(EventKey event) {
        published(event, Fate.REJECTED).dead(event, "rejected");
        discarded.add(letter(event));
        return this;
    }

    /** The product says of the event's first letter that it has the state. */
    Case told(EventKey event, String state) {
        told.put(letter(event), state);
        return this;
    }

    Case takenAs(String named, long request, EventKey event) {
        taken(request, "a", "", event);
        Delivery last = deliveries.remove(deliveries.size() - 1);
        deliveries.add(new Delivery(event, last.request(), named));
        return receipt(event, request, 204);
    }

    /** The id of the event's first letter. */
    private String letter(EventKey event) {
        return letters.stream()
                .filter(letter -> letter.origin().equals(origin(event)) && letter.replays() == 0)
                .findFirst()
                .map(DeadLetter::id)
                .orElseThrow();
    }

    Case deadAgain(EventKey event, String reason) {
        return dead(event, 1, reason, uuid("bytes " + origin(event)));
    }

    public Case killed(String incarnation) {
        kills.add(new Kill("instance-1", incarnation, NOON.plusSeconds(5), "kill"));
        return this;
    }

    Case duplicatesCounted(long count) {
        duplicates = count;
        return this;
    }

    /** Published and deleted before any reading; the ledger counts so many. */
    Case deletedUnread(EventKey event, long accepted) {
        published(event, Fate.DELIVERED);
        unread = new Evidence.Unread(Set.of(origin(event)), accepted);
        return this;
    }

    private SourceOffset origin(EventKey event) {
        return published.stream()
                .filter(publication -> publication.key().equals(event))
                .findFirst()
                .map(Publication::origin)
                .orElse(new SourceOffset("elsewhere", 0, 0));
    }

    Findings judged() {
        letters.forEach(letter -> told.putIfAbsent(letter.id(), state(letter)));
        LetterEvidence work = new LetterEvidence(replays, discarded, sent, marks, told);
        return InvariantChecker.check(
                        new Evidence(published, deliveries, receipts, letters, work, kills, duplicates, unread))
                .findings();
    }

    /** The truth. */
    private String state(DeadLetter letter) {
        if (letter.replays() > 0
                || sent.stream().noneMatch(replay -> replay.origin().equals(letter.origin()))) {
            return discarded.contains(letter.id()) ? "discarded" : "open";
        }
        if (deliveries.stream().anyMatch(delivery -> origin(delivery.event()).equals(letter.origin()))) {
            return "delivered";
        }
        return letters.stream().anyMatch(later -> later.origin().equals(letter.origin()) && later.replays() == 1)
                ? "died-again"
                : "waiting";
    }

    /** Asserts so many findings of one check, and none of any other. */
    static void assertOnly(Findings findings, Check check, long count) {
        for (Check each : Check.values()) {
            assertThat(findings.count(each)).as(each.label()).isEqualTo(each == check ? count : 0);
        }
    }
}
