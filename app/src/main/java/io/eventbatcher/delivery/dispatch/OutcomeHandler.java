package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.delivery.gate.EndpointHealth;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.delivery.lane.FailureHistory;
import io.eventbatcher.delivery.lane.ItemOutcome;
import io.eventbatcher.delivery.lane.MergedInput;
import io.eventbatcher.delivery.lane.PendingRequest;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.InputResult;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.record.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What follows from the answer to a shipment: verdicts for its items, and further shipments. */
public final class OutcomeHandler implements Outcome.Cases<OutcomeHandler.Next> {
    private final PendingRequest shipment;
    private final Court court;
    private final EndpointHealth pulse;
    private final RetryTerms terms;
    private final Instant now;

    /** Where it is decided whether a rejection is believed. */
    public interface Court {
        void rejected(BatchedItem member, ItemOutcome.Dead verdict);
    }

    public OutcomeHandler(PendingRequest shipment, Court court, EndpointHealth pulse, RetryTerms terms) {
        this.shipment = shipment;
        this.court = court;
        this.pulse = pulse;
        this.terms = terms;
        this.now = terms.clock().instant();
    }

    /**
     * What is to be sent next, and when.
     *
     * @param shipments in order; empty when all is decided
     * @param after zero for at once
     * @param aside whether they wait beside the lane, which goes on meanwhile
     * @param witness whether something else of the lane should be tried, to compare these with
     */
    public record Next(List<PendingRequest> shipments, Duration after, boolean aside, boolean witness) {
        public Next(List<PendingRequest> shipments, Duration after) {
            this(shipments, after, false, false);
        }

        public static Next atOnce(List<PendingRequest> shipments) {
            return new Next(shipments, Duration.ZERO);
        }
    }

    /** These, and then the other half of a search, now that the first is answered. */
    private Next thenTheOther(List<PendingRequest> shipments) {
        List<PendingRequest> all = new ArrayList<>(shipments);
        all.addAll(shipment.released());
        return Next.atOnce(all);
    }

    @Override
    public Next delivered(Outcome.Delivered outcome) {
        Receipt.Request request = request(outcome.facts());
        shipment.parcels().forEach(parcel -> parcel.delivered(request));
        PendingRequest other = shipment.other();
        // the two were refused together, so it must be the other
        return Next.atOnce(other == null ? List.of() : other.searched());
    }

    @Override
    public Next partlyDelivered(Outcome.PartlyDelivered outcome) {
        Receipt.Request request = request(outcome.facts());
        List<PendingRequest> next = new ArrayList<>();
        for (int i = 0; i < outcome.results().size(); i++) {
            MergedInput parcel = shipment.parcels().get(i);
            next.addAll(outcome.results().get(i).fold(new InputResult.Cases<List<PendingRequest>>() {
                @Override
                public List<PendingRequest> proven(InputResult.Proven result) {
                    parcel.delivered(request);
                    return List.of();
                }

                @Override
                public List<PendingRequest> refused(InputResult.Refused result) {
                    return dead(
                            parcel,
                            (member, letters) ->
                                    new ItemOutcome.Dead(letters.refused(member, result.facts(), result.refusal())));
                }

                @Override
                public List<PendingRequest> unproven(InputResult.Unproven result) {
                    return List.of(shipment.alone(parcel));
                }
            }));
        }
        return thenTheOther(next);
    }

    @Override
    public Next split(Outcome.Split outcome) {
        return thenTheOther(shipment.searched());
    }

    @Override
    public Next rejected(Outcome.Rejected outcome) {
        return thenTheOther(dead(
                shipment.parcels().get(0),
                (member, letters) ->
                        new ItemOutcome.Dead(letters.refused(member, outcome.facts(), outcome.refusal()))));
    }

    @Override
    public Next alreadyAccepted(Outcome.AlreadyAccepted outcome) {
        shipment.parcels().get(0).delivered(request(outcome.facts()));
        return thenTheOther(List.of());
    }

    /** Twice alone, and it is unconfirmed; the second time after a while, for HubSpot may be behind. */
    @Override
    public Next unproven(Outcome.Unproven outcome) {
        if (shipment.doubts() == 0) {
            return after(shipment.inDoubt(), Duration.ZERO);
        }
        return thenTheOther(dead(
                shipment.parcels().get(0),
                (member, letters) -> new ItemOutcome.Dead(letters.unconfirmed(member, outcome.facts()))));
    }

    @Override
    public Next retry(Outcome.Retry outcome) {
        if (!outcome.unreachable()) {
            return after(shipment.toRetry(interrupted()), outcome.notBefore());
        }
        FailureHistory trial = shipment.trial().strike(pulse, now);
        if (!shipment.single() && trial.callsForDivision()) {
            return Next.atOnce(shipment.parts(trial));
        }
        if (shipment.single() && trial.ripe(shipment.trial(), terms.expireAfter())) {
            return expired(outcome.facts(), trial);
        }
        return failed(trial, outcome.notBefore());
    }

    /**
     * Others were taken meanwhile: that the route works needs no further proof. A merged input goes to its members only now, each with
     * as much patience as it had: what drew no answer may have been taken, and then the members set back for a moment what the last
     * of them had changed.
     */
    private Next expired(Facts facts, FailureHistory trial) {
        MergedInput parcel = shipment.parcels().get(0);
        if (parcel.isMerged()) {
            return Next.atOnce(shipment.parts(trial));
        }
        BatchedItem culprit = parcel.members().get(0);
        culprit.decide(new ItemOutcome.Dead(letters().expired(culprit, facts, trial)));
        return thenTheOther(List.of());
    }

    private Next failed(FailureHistory trial, Duration notBefore) {
        boolean suspect = trial.part() || (shipment.single() && trial.strikes() >= FailureHistory.STRIKES);
        Next next = after(shipment.toRetry(trial), notBefore);
        return new Next(
                next.shipments(), next.after(), suspect, suspect && trial.lacksWitness(pulse, terms.expireAfter()));
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
        return Next.atOnce(List.of(shipment.untried().onTrial(interrupted())));
    }

    private FailureHistory interrupted() {
        return shipment.trial().interrupted(pulse, now);
    }

    private Next after(PendingRequest again, Duration notBefore) {
        return new Next(List.of(again), terms.backoff().delay(shipment.retries(), notBefore));
    }

    /** A single item is dead. Of merged ones only the culprit should die, so they are asked one at a time, in order. */
    private List<PendingRequest> dead(
            MergedInput parcel, BiFunction<BatchedItem, DeliveryDeadLetters, ItemOutcome.Dead> verdict) {
        if (parcel.isMerged()) {
            return parcel.members().stream()
                    .map(MergedInput::of)
                    .map(shipment::alone)
                    .toList();
        }
        BatchedItem member = parcel.members().get(0);
        court.rejected(member, verdict.apply(member, letters()));
        return List.of();
    }

    private DeliveryDeadLetters letters() {
        return new DeliveryDeadLetters(shipment.attempts(), now);
    }

    private Receipt.Request request(Facts facts) {
        return new Receipt.Request(
                facts.status(),
                facts.correlationId(),
                shipment.attempts(),
                facts.latency().toMillis());
    }
}
