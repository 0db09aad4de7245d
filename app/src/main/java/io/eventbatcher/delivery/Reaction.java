package io.eventbatcher.delivery;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.hubspot.Refusal;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from the answer to a shipment: verdicts for its items, and further shipments. */
final class Reaction implements Outcome.Cases<Reaction.Next> {
    private final Shipment shipment;
    private final Court court;
    private final Backoff backoff;
    private final Clock clock;

    /** Where it is decided whether a rejection is believed. */
    interface Court {
        void rejected(Member member, Verdict.Dead verdict);
    }

    Reaction(Shipment shipment, Court court, Backoff backoff, Clock clock) {
        this.shipment = shipment;
        this.court = court;
        this.backoff = backoff;
        this.clock = clock;
    }

    /**
     * What is to be sent next, and when.
     *
     * @param shipments in order; empty when all is decided
     * @param after zero for at once
     */
    record Next(List<Shipment> shipments, Duration after) {
        static Next atOnce(List<Shipment> shipments) {
            return new Next(shipments, Duration.ZERO);
        }
    }

    @Override
    public Next delivered(Outcome.Delivered outcome) {
        Receipt.Request request = request(outcome.facts());
        shipment.parcels().forEach(parcel -> parcel.delivered(request));
        return Next.atOnce(List.of());
    }

    @Override
    public Next partlyDelivered(Outcome.PartlyDelivered outcome) {
        Receipt.Request request = request(outcome.facts());
        List<Shipment> next = new ArrayList<>();
        for (int i = 0; i < outcome.results().size(); i++) {
            Parcel parcel = shipment.parcels().get(i);
            next.addAll(outcome.results().get(i).fold(new InputResult.Cases<List<Shipment>>() {
                @Override
                public List<Shipment> proven(InputResult.Proven result) {
                    parcel.delivered(request);
                    return List.of();
                }

                @Override
                public List<Shipment> refused(InputResult.Refused result) {
                    return refuse(parcel, result.facts(), result.refusal());
                }

                @Override
                public List<Shipment> unproven(InputResult.Unproven result) {
                    return List.of(shipment.alone(parcel));
                }
            }));
        }
        return Next.atOnce(next);
    }

    @Override
    public Next split(Outcome.Split outcome) {
        return Next.atOnce(shipment.halves());
    }

    @Override
    public Next rejected(Outcome.Rejected outcome) {
        return Next.atOnce(refuse(shipment.parcels().get(0), outcome.facts(), outcome.refusal()));
    }

    @Override
    public Next retry(Outcome.Retry outcome) {
        return again(outcome.notBefore());
    }

    @Override
    public Next alreadyAccepted(Outcome.AlreadyAccepted outcome) {
        shipment.parcels().get(0).delivered(request(outcome.facts()));
        return Next.atOnce(List.of());
    }

    @Override
    public Next unproven(Outcome.Unproven outcome) {
        return again(Duration.ZERO);
    }

    @Override
    public Next park(Outcome.Park outcome) {
        return whenTheGateOpens();
    }

    @Override
    public Next halt(Outcome.Halt outcome) {
        return whenTheGateOpens();
    }

    /** It waits in front of its lane, where the gate keeps it; that it was turned away is not held against it. */
    private Next whenTheGateOpens() {
        return Next.atOnce(List.of(shipment.untried()));
    }

    private Next again(Duration notBefore) {
        return new Next(List.of(shipment.toRetry()), backoff.delay(shipment.retries(), notBefore));
    }

    /** A single item is dead. Of merged ones only the culprit should die, so they are asked one at a time, in order. */
    private List<Shipment> refuse(Parcel parcel, Facts facts, Refusal refusal) {
        if (parcel.isMerged()) {
            return parcel.members().stream()
                    .map(Parcel::of)
                    .map(shipment::alone)
                    .toList();
        }
        Member member = parcel.members().get(0);
        court.rejected(member, new Verdict.Dead(deadLetter(member, facts, refusal)));
        return List.of();
    }

    private DeadLetter deadLetter(Member member, Facts facts, Refusal refusal) {
        Item item = member.item();
        String message =
                "HubSpot refused the event: " + facts.describe() + " Correct what it names, then replay the event.";
        DeadLetter letter = DeadLetter.of(item.source(), reason(refusal), message, clock.instant())
                .with(DeadLetterHeader.ROUTE, member.batch().route().label())
                .with(DeadLetterHeader.UUID, item.uuid())
                .with(DeadLetterHeader.HTTP_STATUS, facts.status())
                .with(DeadLetterHeader.ATTEMPTS, shipment.attempts())
                .with(DeadLetterHeader.BATCH_ID, member.batch().id());
        withIfKnown(letter, DeadLetterHeader.EVENT_NAME, item.eventName());
        withIfKnown(letter, DeadLetterHeader.HUBSPOT_CATEGORY, facts.category());
        withIfKnown(letter, DeadLetterHeader.HUBSPOT_CORRELATION_ID, facts.correlationId());
        return letter;
    }

    private static void withIfKnown(DeadLetter letter, DeadLetterHeader header, @Nullable String value) {
        if (value != null) {
            letter.with(header, value);
        }
    }

    private static Reason reason(Refusal refusal) {
        return switch (refusal) {
            case REJECTED -> Reason.REJECTED;
            case NOT_FOUND -> Reason.NOT_FOUND;
        };
    }

    private Receipt.Request request(Facts facts) {
        return new Receipt.Request(
                facts.status(),
                facts.correlationId(),
                shipment.attempts(),
                facts.latency().toMillis());
    }
}
